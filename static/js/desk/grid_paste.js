// A block copied from Excel, WPS or Word fills a grid from the cell it is pasted into. A filled cell that has no place
// is shown in a strip above the grid, never dropped.

import { fold } from "./amounts.js";
import { parse } from "./paste.js";

/** Listen for blocks pasted into a grid. */
export function acceptBlocks(grid) {
  grid.section.addEventListener("paste", (event) => {
    const field = event.target.closest("[data-cell]");
    const block = blockOf(event.clipboardData);
    if (!field || !block) return;
    event.preventDefault();
    fill(grid, field, block);
  });
}

/** The cells of what was copied; null for plain words, which stay in their cell. */
function blockOf(clipboard) {
  const html = clipboard.getData("text/html");
  const table = /<t(able|d)\b/i.test(html) && new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (table) {
    const cells = cellsOf(table);
    if (cells.length > 1 || cells[0]?.length > 1) return cells;
  }
  const text = clipboard.getData("text/plain");
  return text.includes("\t") || (table && text.trim().includes("\n")) || columnOfNumbers(text) ? parse(text) : null;
}

/** A column of figures copied as plain text. */
function columnOfNumbers(text) {
  const lines = text.trim().split(/\r?\n/);
  return lines.length > 1 && lines.every((line) => /^[-\d０-９,，.．\s]*$/.test(line));
}

/** The cells of a table of HTML: a merged cell stands where it begins, blank where it goes on. */
function cellsOf(table) {
  const grid = [];
  [...table.rows].forEach((row, at) => {
    grid[at] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at][column] !== undefined) column += 1;
      for (let down = 0; down < (cell.rowSpan || 1) && at + down < table.rows.length; down += 1) {
        grid[at + down] ??= [];
        for (let across = 0; across < cell.colSpan; across += 1) grid[at + down][column + across] = "";
      }
      grid[at][column] = cell.textContent.replace(/\s+/g, " ").trim();
    }
  });
  return grid.map((row) => Array.from(row, (text) => text ?? ""));
}

function fill(grid, field, pasted) {
  const block = pasted.filter((cells) => cells.some(Boolean) && !isHead(grid, cells));
  if (!block.length) return;
  const undo = snapshot(grid);
  const columns = grid.definition.columns;
  const first = firstColumn(grid, field, block);
  const lost = [];
  const taken = new Set();
  let row = field.closest("[data-row]");
  block.forEach((cells, place) => {
    const named = columns.map((column, at) => [column, cells[at - first] ?? null]);
    const more = cells.slice(columns.length - first).filter(Boolean);
    if (place) row = next(grid, row);
    if (grid.definition.free) row = putFree(grid, row, named, lost);
    else putFixed(grid, row, named, taken, lost);
    lost.push(...more.map((text) => `“${text}”（超出表格右边）`));
  });
  grid.list?.changed();
  grid.section.dispatchEvent(new Event("input", { bubbles: true }));
  tell(grid, block.length, lost, undo);
}

/** Only what the head of the form prints, or its line of numbers. */
function isHead(grid, cells) {
  const filled = cells.map(fold).filter(Boolean);
  if (["栏次", "档次"].includes(filled[0])) return true;
  if (filled.length === 1 && filled[0] === grid.definition.total) return false;
  return filled.every((text) => grid.definition.labels.includes(text));
}

/** The column with which a block begins: where its words are those of the lines of the form, they say it; a column of
 * 1, 2, 3 … is that of the numbers; else it is the one of the cell with the focus. */
function firstColumn(grid, field, block) {
  const { columns, free } = grid.definition;
  const here = columns.findIndex((column) => column.name === field.dataset.cell);
  const width = Math.max(...block.map((cells) => cells.length));
  if (!free) {
    const known = columnOfWords(grid, block, width);
    if (known !== null) return known;
  }
  if (columns[0].kind !== "ordinal") return here;
  const numbers = block.map((cells) => Number(fold(cells[0] ?? "") || NaN));
  const numbered = numbers.every((number, at) => Number.isInteger(number) && number < 1000 && (!at || number > numbers[at - 1]));
  const begins = here <= 1 && (columns[1].kind !== "subject_code" || numbers[0] < 100);
  return numbered && (width > columns.length - here || begins) ? 0 : here;
}

/** The column with which a block begins by the words of the lines in it; null where there are none. */
function columnOfWords(grid, block, width) {
  for (const [at, column] of grid.definition.columns.entries()) {
    if (column.kind !== "item") continue;
    const words = new Set(grid.rows.map((row) => fold(grid.text(row, column.name))).filter(Boolean));
    for (let place = 0; place < width; place += 1) {
      if (block.some((cells) => words.has(fold(cells[place] ?? "")))) return Math.max(0, at - place);
    }
  }
  return null;
}

/** The row after one; undefined behind the last. */
function next(grid, row) {
  const rows = grid.rows;
  return row && rows[rows.indexOf(row) + 1];
}

/** Put the cells of one row of a block into a grid whose rows are the unit's own; the row they went to. */
function putFree(grid, wanted, named, lost) {
  const { tree, total } = grid.definition;
  const name = fold(named.find(([column]) => column.kind === "subject_name")?.[1] ?? "");
  const code = named.find(([column]) => column.kind === "subject_code")?.[1];
  let row = wanted ?? grid.add(grid.rows.at(-1));
  const totals = tree && total ? grid.rows.find((one) => fold(grid.text(one, "name")) === total && !grid.code(one)) : null;
  if (name === total && totals && !code) row = totals;
  else if (row === totals && code) row = next(grid, row) ?? grid.add(row);
  for (const [column, text] of named) {
    if (text !== null && column.kind !== "ordinal") put(grid, row, column, text, lost);
  }
  return row;
}

/** Put the cells of one row into a grid whose lines the form prints: by their words where these were copied too. */
function putFixed(grid, row, named, taken, lost) {
  let line = row;
  let words = null;
  for (const [column, text] of named) {
    if (column.kind === "ordinal" || text === null) continue;
    if (column.kind === "item") {
      words = column.name;
      line = text ? lineOf(grid, column.name, text, taken) : row;
      if (text && !line) lost.push(`“${text}”（表中没有这一行）`);
      if (line && text) taken.add(`${column.name} ${grid.rows.indexOf(line)}`);
      continue;
    }
    if (line) put(grid, line, column, text, lost);
    else if (text) lost.push(`“${text}”${words ? "" : "（表格下边没有行了）"}`);
  }
}

/** The line of the form with these words that was not taken yet. */
function lineOf(grid, column, text, taken) {
  return grid.rows.find((row, at) => fold(grid.text(row, column)) === fold(text) && !taken.has(`${column} ${at}`));
}

function put(grid, row, column, text, lost) {
  const field = grid.cell(row, column.name);
  if (!field) {
    if (text && fold(grid.text(row, column.name)) !== fold(text)) lost.push(`“${text}”（这一格不能填写）`);
    return;
  }
  field.value = text;
  if (column.kind === "subject_code") grid.nameSubject(field);
  else grid.settled(field);
}

/** Say what was pasted, with a way back, and what found no place. */
function tell(grid, count, lost, undo) {
  const line = grid.section.querySelector("[data-undo-line]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "撤销";
  button.addEventListener("click", () => {
    undo();
    line.textContent = "已恢复。";
    strip.hidden = true;
  });
  line.replaceChildren(`已粘贴 ${count} 行。 `, button);
  const strip = grid.section.querySelector("[data-strip]");
  strip.hidden = !lost.length;
  strip.textContent = lost.length ? `有 ${lost.length} 个单元格没有放入：${lost.join("、")}。请核对后手工填写。` : "";
}

/** What the grid holds now, as a function that brings it back. */
function snapshot(grid) {
  const rows = grid.rows.map((row) => [row, [...row.querySelectorAll("[name]")].map((one) => [one, one.value])]);
  return () => {
    const home = grid.section.querySelector("[data-home]");
    grid.rows.forEach((row) => row.remove());
    for (const [row, values] of rows) {
      home.append(row);
      values.forEach(([one, value]) => (one.value = value));
    }
    grid.list?.changed();
    grid.section.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
