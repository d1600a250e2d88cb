// The pages where a plan is entered. They work without script; this makes them quick.

import { keepCopies } from "./copies.js";
import { checkFunds } from "./funds.js";
import { startGrid } from "./grid.js";
import { enliven, field, setLevels, setTarget } from "./indicators.js";
import { startLibrary } from "./library.js";
import { acceptBlocks } from "./paste.js";
import { lists, listOf } from "./rows.js";

const form = document.querySelector("[data-desk-form]");

function start() {
  document.documentElement.classList.add("scripted");
  addEventListener("hashchange", focusTarget);
  focusTarget();
  if (form.querySelector("fieldset:disabled")) return;
  form.querySelectorAll("[data-keys]").forEach((help) => (help.hidden = false));
  form.querySelectorAll("[data-funds]").forEach(checkFunds);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(enlivenAll))).observe(form, { childList: true, subtree: true });
  enlivenAll(form);
  lists(form);
  const table = form.querySelector("[data-rows=rows]:not([data-grid])");
  if (table) startIndicators(table);
  form.querySelectorAll("[data-grid]").forEach(startGrid);
  form.querySelectorAll("[data-take]").forEach(offerTheirs);
  startWithheld();
  keepCopies(form);
  form.addEventListener("input", markChanged);
  form.addEventListener("submit", sendOnce);
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  focusTarget();
}

const alive = new WeakSet();

function enlivenAll(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const row of [node, ...node.querySelectorAll("[data-row]")]) {
    if (!row.matches("[data-row]") || alive.has(row) || !field(row, "sign")) continue;
    alive.add(row);
    enliven(row);
  }
}

function startIndicators(table) {
  acceptBlocks(listOf(table), JSON.parse(document.getElementById("levels").textContent));
  startLibrary(listOf(table));
  table.addEventListener("row-added", (event) => {
    const { above } = event.detail;
    setLevels(event.target, field(above, "category").value, field(above, "subcategory").value);
  });
}

/** The words of the other person, one press away. */
function offerTheirs(button) {
  const target = document.getElementById(button.dataset.take);
  if (!target || target.matches("[type=radio], div")) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (target.dataset.field === "number") setTarget(target.closest("[data-row]"), button.dataset.value);
    else target.value = button.dataset.value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.focus();
  });
}

/** The reason is asked for only where the project is not published. */
function startWithheld() {
  const reason = form.querySelector("[data-withheld]");
  if (!reason) return;
  const show = () => (reason.hidden = form.elements.openness.value !== "withheld" && !form.elements.withheld_reason.value);
  form.querySelectorAll("[name=openness]").forEach((one) => one.addEventListener("change", show));
  show();
}

function markChanged() {
  form.setAttribute("data-changed", "");
  form.querySelector("[data-status]")?.replaceChildren("有修改尚未保存");
}

/** A second press while the first is under way sends nothing. */
function sendOnce(event) {
  if (form.hasAttribute("data-sending")) event.preventDefault();
  form.setAttribute("data-sending", "");
  addEventListener("pageshow", () => form.removeAttribute("data-sending"));
}

/** A link to a field brings the cursor there. */
function focusTarget() {
  if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
}

if (form) start();
