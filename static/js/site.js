// A print button where there is a script to serve it.
for (const button of document.querySelectorAll(".print-button")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A frame whose table is wider than it says so and takes a tab stop; one that shows its whole table is no stop.
const wider = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth + 1;
    target.toggleAttribute("data-scrolls", scrolls);
    target.tabIndex = scrolls ? 0 : -1;
  }
});
for (const frame of document.querySelectorAll(".scroll")) wider.observe(frame);

// The units are offered once somebody is about to type one.
for (const field of document.querySelectorAll('input[list="units"]')) {
  field.addEventListener("focus", async () => {
    const offered = document.createElement("datalist");
    offered.id = "units";
    const answer = await fetch("/units.json");
    for (const unit of (await answer.json()).units) offered.append(new Option(unit, unit));
    field.after(offered);
  }, { once: true });
}
