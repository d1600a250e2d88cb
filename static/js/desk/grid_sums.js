// What the cells of a grid add up to, told below each cell that is a sum; nothing is written.

import { fold, print, read } from "./amounts.js";

/** Tell the sums of a grid as it stands. */
export function tellSums(grid) {
  const rows = grid.rows;
  const parts = partsOf(grid, rows);
  const known = new Map();
  const value = (at, column) => {
    const key = `${at} ${column}`;
    if (!known.has(key)) {
      const given = (parts.get(key) ?? []).map(([row, name]) => value(row, name)).filter((one) => one !== null);
      known.set(key, given.length ? given.reduce((one, other) => one + other) : typed(grid, rows[at], column));
      if (!given.length) parts.delete(key);
    }
    return known.get(key);
  };
  for (const { name, kind } of grid.definition.columns) {
    if (kind === "amount") rows.forEach((row, at) => tell(grid.cell(row, name), value(at, name), parts.has(`${at} ${name}`)));
  }
}

function typed(grid, row, column) {
  return read(grid.text(row, column));
}

function tell(field, total, is_sum) {
  if (!field) return;
  const shown = field.parentElement.querySelector("[data-sum-of]");
  const wrong = read(field.value) === null && field.value.trim() !== "";
  const off = wrong || (is_sum && read(field.value) !== total);
  shown.classList.toggle("off", off);
  shown.textContent = wrong ? "不是数字" : !is_sum ? "" : off ? `明细合计 ${print(total)}` : "✓";
}

/** For each cell that is a sum the cells that are added; rows go before columns. */
function partsOf(grid, rows) {
  const parts = new Map();
  const { columns, columnSums, lineSums, tree, total } = grid.definition;
  const amounts = columns.filter((column) => column.kind === "amount").map((column) => column.name);
  const put = (row, names, below) => names.forEach((name) => parts.set(`${row} ${name}`, below.map((one) => [one, name])));
  if (tree) subjectSums(grid, rows, tree, total).forEach(([row, below]) => put(row, amounts, below));
  for (const sum of lineSums) put(sum.total, sum.columns, sum.parts);
  for (const sum of columnSums) {
    rows.forEach((_, at) => {
      const key = `${at} ${sum.total}`;
      if (!parts.has(key)) parts.set(key, sum.parts.map((name) => [at, name]));
    });
  }
  return parts;
}

/** Row → the rows of the subjects one level below it; 合计 stands above the highest. */
function subjectSums(grid, rows, tree, total) {
  const below = new Map();
  rows.forEach((row, at) => {
    const code = grid.code(row);
    if (!code) return;
    const above = code.slice(0, Math.max(0, ...tree.filter((length) => length < code.length)));
    below.set(above, [...(below.get(above) ?? []), at]);
  });
  return rows.flatMap((row, at) => {
    const code = grid.code(row);
    if (!code && !(total && fold(grid.text(row, "name")) === total)) return [];
    return below.has(code) ? [[at, below.get(code)]] : [];
  });
}
