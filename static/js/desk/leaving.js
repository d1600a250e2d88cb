// Whoever logs out leaves no copies of their texts in the browser.
document.getElementById("logout-form")?.addEventListener("submit", () => {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith("desk:"))
    .forEach((key) => sessionStorage.removeItem(key));
});
