// Buttons that copy a text of the page. Without script they are hidden, and the text is selected by hand.
"use strict";
for (const type of ["DOMContentLoaded", "htmx:after:swap"]) {
  document.addEventListener(type, () => {
    for (const button of document.querySelectorAll("[data-copies]")) button.hidden = !navigator.clipboard;
  });
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copies]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
  button.textContent = button.dataset.copied;
});
