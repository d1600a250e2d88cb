// A copy of what is typed, kept in this tab until it is saved: an expired session or a lost connection takes nothing.
// Keyed by person and page; erased on saving and on logging out (leaving.js); never in localStorage.

import { choose } from "./indicators.js";
import { listOf } from "./rows.js";

const SENT = "desk:sent";
const SCROLLED = "desk:scrolled";
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "then"]);

export function keepCopies(form) {
  const key = `desk:${form.dataset.person}:${location.pathname}`;
  if (form.hasAttribute("data-saved")) {
    sessionStorage.removeItem(sessionStorage.getItem(SENT) ?? key);
    history.replaceState(null, "", location.pathname + location.hash);
    stayInPlace(form);
  }
  sessionStorage.removeItem(SENT);
  sessionStorage.removeItem(SCROLLED);
  const keep = () => sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values: valuesOf(form) }));
  const copy = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (form.hasAttribute("data-dirty")) keep();
  else if (copy && !same(copy.values, valuesOf(form))) offer(form, key, copy);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 200);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep();
    sessionStorage.setItem(SENT, key);
    sessionStorage.setItem(SCROLLED, scrollY);
  });
  addEventListener("pagehide", () => {
    if (form.hasAttribute("data-changed") && !sessionStorage.getItem(SENT)) keep();
  });
}

/** After saving the page stands where it stood, unless there is more to read on top than that it was saved. */
function stayInPlace(form) {
  if (document.querySelectorAll(".messagelist li").length > 1) return;
  form.querySelector("[data-status]").textContent = "已保存";
  scrollTo(0, Number(sessionStorage.getItem(SCROLLED)));
}

function valuesOf(form) {
  return [...form.elements]
    .filter((one) => one.name && !LEFT_OUT.has(one.name))
    .map((one) => [one.name, ["checkbox", "radio"].includes(one.type) ? [one.checked, one.value] : one.value]);
}

/** Whether two copies say the same, whatever was shown when. */
function same(one, other) {
  const typed = (values) => JSON.stringify(values.filter(([name]) => name !== "shown"));
  return typed(one) === typed(other);
}

function offer(form, key, copy) {
  const box = document.querySelector("[data-copy-offer]");
  box.querySelector("[data-copy-time]").textContent = new Date(copy.at).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });
  box.hidden = false;
  box.querySelector("[data-copy-take]").addEventListener("click", () => {
    restore(form, copy.values);
    box.hidden = true;
    form.querySelector("[data-status]").textContent = "已恢复，尚未保存";
  });
  box.querySelector("[data-copy-drop]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    box.hidden = true;
  });
}

/** The fields as they were, row for row; what the page had been shown comes back with them, so that saving compares. */
function restore(form, values) {
  const done = new Set();
  for (let section; (section = [...form.querySelectorAll("[data-rows]")].find((one) => !done.has(one))); done.add(section)) {
    const list = listOf(section);
    const prefix = `${section.dataset.rows}-`;
    const numbers = values.filter(([name]) => name.startsWith(prefix)).map(([name]) => Number(name.slice(prefix.length).split("-")[0]));
    list.removeAll();
    for (const number of new Set(numbers)) list.add(null, number);
  }
  for (const [name, value] of values) {
    for (const one of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) put(one, value);
  }
  form.querySelectorAll("select, textarea").forEach((one) => one.dispatchEvent(new Event("input", { bubbles: true })));
}

function put(one, value) {
  if (!Array.isArray(value)) {
    if (one.tagName === "SELECT") choose(one, value);
    else one.value = value;
  } else if (one.type === "checkbox" || one.value === value[1]) {
    one.checked = value[0];
  }
}
