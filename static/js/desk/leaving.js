// Whoever logs out leaves no copies of their texts in the browser.
function erase() {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith("desk:"))
    .forEach((key) => sessionStorage.removeItem(key));
}

document.getElementById("logout-form")?.addEventListener("submit", () => {
  erase();
  addEventListener("pagehide", erase); // after the last copy that the page keeps of itself
});
