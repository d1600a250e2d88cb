// The library of indicators beside the form: what is picked becomes rows, without leaving the page.

import { choose, field, setLevels } from "./indicators.js";

export function startLibrary(list) {
  const link = list.section.querySelector("[data-library]");
  const dialog = document.querySelector("[data-library-dialog]");
  if (!link) return;
  const place = dialog.querySelector("[data-library-rows]");
  const words = dialog.querySelector("input[type=search]");
  const fetchRows = async () => {
    const address = new URL(link.href);
    address.searchParams.set("part", "1");
    address.searchParams.set("q", words.value);
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) location.assign(link.href);
    else place.innerHTML = await answer.text();
  };
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await fetchRows();
    dialog.showModal();
    words.focus();
  });
  let waiting;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(fetchRows, 300);
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "pick") pick(list, [...place.querySelectorAll("tr:has(:checked)")]);
    dialog.returnValue = "";
  });
}

/** The picked rows at the end of the table, in place of a blank one that nobody filled. */
function pick(list, picked) {
  const added = picked.map(({ dataset }) => {
    const row = list.add();
    setLevels(row, dataset.category, dataset.subcategory);
    field(row, "name").value = dataset.name;
    field(row, "description").value = dataset.description;
    choose(field(row, "sign"), dataset.sign);
    field(row, "unit").value = dataset.unit;
    field(row, "unit").dispatchEvent(new Event("input", { bubbles: true }));
    return row;
  });
  if (!added.length) return;
  list.dropBlankBefore(added[0]);
  list.changed();
  list.say(`已从指标库加入 ${added.length} 行，请填写指标值和依据。`);
  field(added[0], "number").focus();
}
