// One indicator row: levels that follow each other, the target in three cells and merged.

const SIGNS = "≥><=≤";
const QUALITATIVE = "定性";
const NUMBER = /^([≥≤<>=]?)(-?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.\d{1,10})?)([^\d≥≤<>=]{0,20})$/;
const DEADLINE = /^(?:[月年日](?:份|[上中下]旬)?(?:底|末|初|前|内|以前|之前)|月份|月[上中下]旬)/;
const SPEAKS = /以[上下内外前后]|之[内前间]|左右|上下|不等|超过|达到|为[优良中差]|\(含|[天时钟周日月]内$/;

export function field(row, name) {
  return row.querySelector(`[data-field=${name}]`);
}

/** Make a row behave; harmless twice. */
export function enliven(row) {
  const category = field(row, "category");
  followCategory(row);
  category.addEventListener("change", () => {
    followCategory(row);
    const second = field(row, "subcategory");
    const open = [...second.querySelectorAll("optgroup:not([hidden]) option")];
    if (category.value && !open.some((option) => option.selected)) second.value = open[0]?.value ?? "";
  });
  const cells = ["sign", "number", "unit"].map((name) => field(row, name));
  const shown = row.querySelector("[data-printed]");
  const before = { cells: cells.map((cell) => cell.value).join("\n"), printed: shown.textContent };
  const merge = () => {
    if (cells[0].value === QUALITATIVE && cells[2].value) {
      cells[1].value += cells[2].value; // words have no unit of their own
      cells[2].value = "";
    }
    const [sign, number, unit] = cells.map((cell) => cell.value.trim());
    row.classList.toggle("qualitative", sign === QUALITATIVE);
    const untouched = before.printed && cells.map((cell) => cell.value).join("\n") === before.cells;
    shown.textContent = untouched ? before.printed : (sign === QUALITATIVE ? "" : sign) + number + unit;
  };
  cells.forEach((cell) => cell.addEventListener("input", merge));
  merge();
}

/** Offer only the second levels of the first. */
export function followCategory(row) {
  const first = field(row, "category").value;
  for (const group of field(row, "subcategory").querySelectorAll("optgroup")) {
    const fits = !first || group.label === first || group.label === `${first}（原文）`;
    group.hidden = group.disabled = !fits;
  }
}

/** Put a value into a select; words of another year, which it does not offer, are added. */
export function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

/** Both levels at once. */
export function setLevels(row, first, second) {
  field(row, "subcategory").querySelectorAll("optgroup").forEach((group) => (group.hidden = group.disabled = false));
  choose(field(row, "category"), first);
  choose(field(row, "subcategory"), second);
  followCategory(row);
}

/** A printed target into its three cells. Only what is plainly sign, number and unit is taken apart here; what says the
    sign in words (98%以上) stays whole, and the server understands it. */
export function setTarget(row, printed) {
  const [sign, number, unit] = split(printed);
  field(row, "sign").value = sign;
  field(row, "number").value = number;
  field(row, "unit").value = unit;
  field(row, "number").dispatchEvent(new Event("input", { bubbles: true }));
}

export function split(printed) {
  const folded = fold(printed);
  const match = NUMBER.exec(folded);
  if (!folded) return ["", "", ""];
  if (match && SPEAKS.test(match[3])) return ["", printed.trim(), ""];
  if (match && !DEADLINE.test(match[3]) && !/密/.test(match[3])) return [match[1], match[2], match[3]];
  return [QUALITATIVE, printed.trim(), ""];
}

export function signOf(text) {
  const folded = fold(text);
  if (folded === QUALITATIVE) return QUALITATIVE;
  return folded.length === 1 && SIGNS.includes(folded) ? folded : null;
}

function fold(text) {
  return text
    .replace(/[！-～]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replaceAll("≧", "≥")
    .replaceAll("≦", "≤")
    .replace(/\s+/g, "")
    .replace(/>=|=>/g, "≥")
    .replace(/<=|=</g, "≤");
}
