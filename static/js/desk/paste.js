// A block of rows copied from Excel fills the table of indicators from the cell it is pasted into.

import { choose, field, setLevels, setTarget, signOf } from "./indicators.js";

const SEEN = ["category", "subcategory", "name", "description", "sign", "number", "unit", "basis"];
const PRINTED = ["category", "subcategory", "name", "description", "target", "basis"];
const HEADINGS = /^(一级指标|二级指标|三级指标|绩效指标描述|指标值|符号)\*?$/;

/** Listen for blocks pasted into the rows of a list. `levels` is what the server says of the year's levels. */
export function acceptBlocks(list, levels) {
  list.section.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-field]");
    const text = event.clipboardData.getData("text/plain");
    const fromTable = /<t(able|d)\b/i.test(event.clipboardData.getData("text/html"));
    if (!cell || !(text.includes("\t") || (fromTable && text.trim().includes("\n")))) return;
    event.preventDefault();
    fill(list, cell, parse(text), levels);
  });
}

/** The cells of a block: tabs between cells, line ends between rows, quotes around a cell of several lines. */
export function parse(text) {
  const rows = [[]];
  let rest = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  while (true) {
    const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(rest);
    const raw = quoted ? quoted[0] : /^[^\t\n]*/.exec(rest)[0];
    rows.at(-1).push((quoted ? quoted[1].replaceAll('""', '"') : raw).trim());
    const end = rest[raw.length];
    if (end === undefined) return rows;
    if (end === "\n") rows.push([]);
    rest = rest.slice(raw.length + 1);
  }
}

function fill(list, cell, pasted, levels) {
  const block = pasted.filter((cells) => cells.some(Boolean) && !cells.some((text) => HEADINGS.test(text)));
  if (!block.length) return;
  const anchor = cell.dataset.field;
  const trimmed = anchor === "category" ? withoutLeading(block, levels) : block;
  const columns = columnsFrom(anchor, trimmed);
  const before = snapshot(list);
  const first = list.rows.indexOf(cell.closest("[data-row]"));
  const unknown = new Set();
  const printed = {};
  trimmed.forEach((cells, at) => {
    const row = list.rows[first + at] ?? list.add();
    const above = list.rows[first + at - 1];
    put(row, above, Object.fromEntries(columns.map((name, place) => [name, cells[place]])), levels, unknown, printed);
  });
  list.changed();
  const doubts = unknown.size ? `${[...unknown].map((words) => `“${words}”`).join("、")}不是本年度的指标层级，已照原样保留并标出，请核对。` : "";
  list.offerUndo(`已粘贴 ${trimmed.length} 行。${doubts}`, before);
}

/** Columns before the levels (our template has a key and the project's number there) are left out. */
function withoutLeading(block, levels) {
  const isLevel = (text) => Boolean(text) && Object.keys(levels.words).some((pair) => stem(pair.split("|")[0]) === stem(text));
  const start = [0, 1, 2].find((column) => block.some((cells) => isLevel(cells[column] ?? "")));
  return start ? block.map((cells) => cells.slice(start)) : block;
}

/** Which column of the block is which: as in the template, or as seen in the table where a sign stands alone. */
function columnsFrom(anchor, block) {
  const seen = SEEN.slice(SEEN.indexOf(anchor));
  if (anchor === "number" || anchor === "unit" || anchor === "basis") return seen;
  const printed = anchor === "sign" ? ["target", "basis"] : PRINTED.slice(PRINTED.indexOf(anchor));
  const width = Math.max(...block.map((cells) => cells.length));
  const at = seen.indexOf("sign");
  const signs = block.map((cells) => cells[at] ?? "").filter(Boolean);
  const apart = width > printed.length || (width > at + 1 && signs.length && signs.every((text) => signOf(text) !== null));
  return apart ? seen : printed;
}

function put(row, above, cells, levels, unknown, printed) {
  if ("category" in cells || "subcategory" in cells) putLevels(row, above, cells, levels, unknown, printed);
  for (const name of ["name", "description", "number", "unit", "basis"]) {
    if (cells[name] !== undefined) field(row, name).value = cells[name];
  }
  if (cells.sign !== undefined) choose(field(row, "sign"), signOf(cells.sign) ?? "");
  if (cells.target !== undefined) setTarget(row, cells.target);
  else field(row, "number").dispatchEvent(new Event("input", { bubbles: true }));
}

/** Blank levels are those of the row above, as in merged cells, in the words `printed` there. Words that have no place
    in the year's levels are kept and marked. */
function putLevels(row, above, cells, levels, unknown, printed) {
  const first = cells.category || printed.first || (above && field(above, "category").value) || "";
  const merged = !cells.category && (printed.second || (above && field(above, "subcategory").value));
  const second = cells.subcategory || merged || "";
  Object.assign(printed, { first, second });
  const place = placeOf(first, second, levels);
  setLevels(row, ...(place ?? [first, second]));
  row.classList.toggle("foreign", !place && Boolean(first || second));
  if (!place && (first || second)) unknown.add([first, second].filter(Boolean).join(" "));
}

function placeOf(first, second, levels) {
  if (levels.levels[first]?.includes(second)) return [first, second];
  const match = Object.entries(levels.words).find(([pair]) => {
    const [one, two] = pair.split("|");
    return stem(two) === stem(second) && (!first || stem(one) === stem(first));
  });
  return match?.[1] ?? (levels.levels[first]?.length === 1 && !second ? [first, levels.levels[first][0]] : null);
}

function stem(text) {
  return text.replace(/\s+/g, "").replace(/指标$/, "");
}

/** What the table holds now, as a function that brings it back. */
function snapshot(list) {
  const rows = list.rows.map((row) => [row, [...row.querySelectorAll("[name]")].map((one) => [one, one.value])]);
  return () => {
    list.removeAll();
    const home = list.section.querySelector("[data-home]");
    for (const [row, values] of rows) {
      home.append(row);
      values.forEach(([one, value]) => (one.value = value));
      field(row, "number").dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
}
