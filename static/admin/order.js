// Order by dragging. Without it the buttons beside each line do the same.
"use strict";
let dragged;
const listOf = (node) => node.closest?.("[data-sortable] .sortable");

const prepare = () => {
  for (const item of document.querySelectorAll("[data-sortable] .sortable > li")) item.draggable = true;
};
document.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.(".sortable > li");
  if (!item || !listOf(item)) return;
  dragged = item;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  item.dataset.dragged = "";
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".sortable > li");
  if (!dragged || !over || listOf(over) !== listOf(dragged)) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
});
document.addEventListener("dragend", () => {
  if (!dragged) return;
  const form = dragged.closest("form");
  const order = form.querySelector("[name=_order]");
  // Where the fields themselves stand in the order, nothing else has to say it.
  if (order) order.disabled = false;
  if (order) order.value = [...form.querySelectorAll("[data-key]")].map((item) => item.dataset.key).join(",");
  delete dragged.dataset.dragged;
  dragged = undefined;
  form.requestSubmit();
});
document.addEventListener("DOMContentLoaded", prepare);
document.addEventListener("htmx:after:swap", prepare);
