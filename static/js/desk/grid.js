// The grid of a budget statement: keys, codes that name themselves, sums while one types, blocks from Excel.

import { fold, print, read } from "./amounts.js";
import { acceptBlocks } from "./grid_paste.js";
import { tellSums } from "./grid_sums.js";
import { listOf } from "./rows.js";

/** Start the grid of a page. */
export function startGrid(section) {
  const grid = new Grid(section, JSON.parse(document.getElementById("grid-definition").textContent));
  section.addEventListener("keydown", (event) => grid.pressed(event), { capture: true });
  section.addEventListener("change", (event) => grid.settled(event.target));
  section.addEventListener("input", (event) => {
    if (event.target.dataset.cell === "code") grid.nameSubject(event.target);
    tellSums(grid);
  });
  acceptBlocks(grid);
  startOffers();
  tellSums(grid);
}

class Grid {
  constructor(section, definition) {
    this.section = section;
    this.definition = definition;
    this.list = definition.free ? listOf(section) : null;
    this.names = new Map([...document.querySelectorAll("#subjects option")].map((one) => [one.value, one.textContent]));
    this.codes = new WeakMap();
    this.rows.forEach((row) => this.remember(row));
  }

  get rows() {
    return [...this.section.querySelectorAll("tbody [data-row]")];
  }

  /** The field of a row and a column; undefined where the form leaves none. */
  cell(row, column) {
    return row.querySelector(`[data-cell="${column}"]`) ?? undefined;
  }

  /** What stands in a row and a column, typed or printed. */
  text(row, column) {
    const field = this.cell(row, column);
    return (field ? field.value : (row.querySelector(`[data-column="${column}"]`)?.textContent ?? "")).trim();
  }

  code(row) {
    return this.definition.tree ? fold(this.text(row, "code")) : "";
  }

  add(after) {
    const row = this.list.add(after ?? null);
    this.remember(row);
    return row;
  }

  remember(row) {
    const code = this.cell(row, "code");
    if (code) this.codes.set(code, fold(code.value));
  }

  /** The name follows the code, unless somebody gave it another one. */
  nameSubject(code) {
    const name = this.cell(code.closest("[data-row]"), "name");
    const before = this.names.get(this.codes.get(code)) ?? "";
    const now = fold(code.value);
    this.codes.set(code, now);
    if (name && this.names.has(now) && ["", before].includes(name.value.trim())) name.value = this.names.get(now);
    else if (name && before && name.value.trim() === before && now !== "" && !this.names.has(now)) name.value = "";
  }

  /** An amount stands as it will be printed; one that is none is left as it was typed. */
  settled(field) {
    if (!field.closest(".figure") || !field.parentElement.querySelector("[data-sum-of]")) return;
    const amount = read(field.value);
    if (amount !== null) field.value = print(amount);
    field.classList.toggle("has-error", amount === null && field.value.trim() !== "");
    tellSums(this);
  }

  pressed(event) {
    const field = event.target.closest("[data-cell]");
    if (!field || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = this.destination(event, field);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    to.focus();
    to.select();
  }

  /** The field that a key leads to; a new row below the last one on Enter. */
  destination(event, field) {
    const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    if (field.list && event.key.startsWith("Arrow") && (up || down)) return null; // the browser's own list of codes
    if (up || down) return this.vertically(field, up ? -1 : 1, event.key === "Enter");
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (event.key === "ArrowLeft" && (whole || field.selectionEnd === 0)) return this.sideways(field, -1);
    if (event.key === "ArrowRight" && (whole || field.selectionStart === field.value.length)) return this.sideways(field, 1);
    return null;
  }

  vertically(field, by, may_add) {
    const rows = this.rows;
    const row = field.closest("[data-row]");
    for (let place = rows.indexOf(row) + by; place >= 0 && place < rows.length; place += by) {
      const next = this.cell(rows[place], field.dataset.cell);
      if (next) return next;
    }
    return may_add && by > 0 && this.list ? this.cell(this.add(row), field.dataset.cell) : field;
  }

  sideways(field, by) {
    const fields = [...this.section.querySelectorAll("[data-cell]")];
    return fields[fields.indexOf(field) + by] ?? field;
  }
}

/** An offer is taken where it is shown; without script its button asks the server. */
function startOffers() {
  for (const button of document.querySelectorAll("[data-offer]")) {
    button.addEventListener("click", (event) => {
      const field = document.getElementById(button.dataset.offer);
      if (!field) return;
      event.preventDefault();
      field.value = button.dataset.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      button.closest("li").remove();
      field.focus();
    });
  }
}
