// A batch goes on by itself after each slice; without script there is the button.
"use strict";

const form = document.querySelector("form[data-goes-on]");
if (form && new URLSearchParams(location.search).has("on")) {
  setTimeout(() => form.requestSubmit(), 300);
}
