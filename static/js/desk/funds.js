// 预算数 checked against its parts while one types, in exact millionths.

import { print, read } from "./amounts.js";

export function checkFunds(row) {
  const [total, ...parts] = ["total", "fiscal_funds", "other_funds"].map((name) => row.querySelector(`[name=${name}]`));
  const shown = row.querySelector("[data-sum]");
  const check = () => {
    const [sum, ...amounts] = [total, ...parts].map((one) => read(one.value));
    shown.className = "sum-check";
    shown.textContent = "";
    if (sum === null || amounts.every((amount) => amount === null)) return;
    const apart = sum - amounts.reduce((one, other) => one + (other ?? 0n), 0n);
    if (apart === 0n) shown.textContent = "等于财政资金与其他资金之和";
    else {
      shown.classList.add("off");
      shown.textContent = `比财政资金与其他资金之和${apart > 0n ? "多" : "少"} ${print(apart > 0n ? apart : -apart)}`;
    }
    if (row.dataset.unit === "万元") shown.textContent += `（合 ${print(sum * 10000n)} 元）`;
  };
  for (const one of [total, ...parts]) {
    one.addEventListener("input", check);
    one.addEventListener("change", () => {
      const amount = read(one.value);
      if (amount !== null) one.value = print(amount);
    });
  }
  check();
}
