// Lists of rows that a person adds, moves and removes with the keyboard; without script the pages have a 次序 column
// and spare rows instead. A list is [data-rows] with [data-row] children and a <template data-template>.

/** Every list on the page, outer ones first. */
export function lists(root) {
  return [...root.querySelectorAll("[data-rows]")].map(listOf);
}

const known = new WeakMap();

/** The list of a [data-rows] element; always the same object for the same element. */
export function listOf(section) {
  if (!known.has(section)) known.set(section, new RowList(section));
  return known.get(section);
}

class RowList {
  constructor(section) {
    this.section = section;
    this.template = [...section.querySelectorAll("template[data-template]")].find((one) => one.parentElement === section);
    this.placeholder = this.template.innerHTML.includes("__n__") ? "__n__" : "__m__";
    this.enter = section.hasAttribute("data-enter");
    this.acts = [...section.querySelectorAll(".row-acts")].find((one) => one.parentElement === section);
    this.line = this.acts.querySelector("[data-undo-line]");
    this.next = Math.max(-1, ...this.rows.map((row) => this.index(row))) + 1;
    this.rows.forEach((row) => this.dress(row));
    this.dropSpare();
    this.number();
    section.addEventListener("keydown", (event) => this.pressed(event));
    const add = this.acts.querySelector("[data-add]");
    add.hidden = false;
    add.addEventListener("click", () => this.focus(this.add()));
  }

  get rows() {
    return [...this.section.querySelectorAll("[data-row]")].filter((row) => row.closest("[data-rows]") === this.section);
  }

  /** The number of a row in the names of its fields. */
  index(row) {
    const name = row.querySelector("[name]").name;
    return Number(name.slice(this.section.dataset.rows.length + 1).split("-")[0]);
  }

  /** A blank row behind `after` (at the end where none is given), with this number in its names or the next free one. */
  add(after = null, index = this.next) {
    this.next = Math.max(this.next, index + 1);
    const holder = document.createElement("template");
    holder.innerHTML = this.template.innerHTML.replaceAll(this.placeholder, index);
    const row = holder.content.firstElementChild;
    const last = after ?? this.rows.at(-1);
    const home = this.section.querySelector("[data-home]");
    if (last) last.after(row);
    else if (home) home.append(row);
    else this.acts.before(row);
    this.dress(row);
    row.querySelectorAll("[data-rows]").forEach(listOf);
    this.changed();
    return row;
  }

  remove(row) {
    const next = row.nextElementSibling;
    const parent = row.parentElement;
    const rows = this.rows;
    const place = rows.indexOf(row);
    row.remove();
    const neighbour = rows[place + 1] ?? rows[place - 1];
    if (neighbour) this.focus(neighbour);
    else this.acts.querySelector("[data-add]").focus();
    this.changed();
    this.offerUndo(`已删除第 ${place + 1} 行${nameOf(row)}。`, () => {
      if (next?.parentElement === parent) next.before(row);
      else parent.append(row);
      this.focus(row);
    });
  }

  move(row, by) {
    const rows = this.rows;
    const place = rows.indexOf(row);
    const other = rows[place + by];
    if (!other) return;
    const focused = document.activeElement;
    if (by < 0) other.before(row);
    else other.after(row);
    focused?.focus();
    this.changed();
    this.say(`已移到第 ${place + by + 1} 行。`);
  }

  removeAll() {
    this.rows.forEach((row) => row.remove());
  }

  focus(row) {
    (row.querySelector("[data-field=name]") ?? row.querySelector("textarea, input:not([type=hidden]):not(.order)"))?.focus();
  }

  say(words) {
    this.line.textContent = words;
  }

  /** Say what was done, with a button that takes it back. */
  offerUndo(words, undo) {
    this.say(words);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = "撤销";
    button.addEventListener("click", () => {
      undo();
      this.changed();
      this.say("已恢复。");
    });
    this.line.append(" ", button);
  }

  changed() {
    this.number();
    this.section.dispatchEvent(new Event("input", { bubbles: true }));
  }

  number() {
    this.rows.forEach((row, place) => {
      const order = row.querySelector("input.order");
      if (order) order.value = place + 1;
      const shown = row.querySelector("[data-place]");
      if (shown) shown.textContent = place + 1;
    });
  }

  /** The buttons of a row. */
  dress(row) {
    const cell = [...row.querySelectorAll("[data-tools], td.tools")].find((one) => one.closest("[data-row]") === row);
    for (const [sign, words, act] of [
      ["↑", "上移", () => this.move(row, -1)],
      ["↓", "下移", () => this.move(row, 1)],
      ["×", "删除这一行", () => this.remove(row)],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tool";
      button.textContent = sign;
      button.title = words;
      button.setAttribute("aria-label", words);
      if (this.enter) button.tabIndex = -1; // Tab walks the cells; the keys do the same
      button.addEventListener("click", act);
      cell.append(button);
    }
  }

  /** With a script nobody needs spare rows; an empty table keeps one to begin with. */
  dropSpare() {
    const spare = this.rows.filter(isBlank);
    if (this.enter && spare.length === this.rows.length) spare.shift();
    spare.forEach((row) => row.remove());
  }

  /** The blank row that an empty table begins with goes when others come. */
  dropBlankBefore(row) {
    const first = this.rows[0];
    if (first !== row && isBlank(first)) first.remove();
  }

  pressed(event) {
    const row = event.target.closest("[data-row]");
    if (!row || row.closest("[data-rows]") !== this.section || event.isComposing || event.keyCode === 229) return;
    const plain = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
    if (event.key === "Enter" && plain && this.enter && event.target.tagName !== "BUTTON") {
      const added = this.add(row);
      added.dispatchEvent(new CustomEvent("row-added", { bubbles: true, detail: { above: row } }));
      this.focus(added);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      this.move(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.ctrlKey && event.key === "Delete") {
      this.remove(row);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Whether nothing but levels and an order stands in a row. */
export function isBlank(row) {
  return [...row.querySelectorAll("textarea, input")].every(
    (field) => field.matches(".order, [type=checkbox]") || field.value.trim() === "",
  );
}

function nameOf(row) {
  const name = (row.querySelector("[data-field=name]") ?? row.querySelector("textarea"))?.value.trim();
  return name ? `“${name}”` : "";
}
