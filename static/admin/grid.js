// The grid of values: arrow keys, blocks pasted out of a spreadsheet, and taking a paste back.
"use strict";
const fields = (row) => [...row.querySelectorAll("input")];
const rowsOf = (table) => [...table.tBodies[0].rows];
const placeOf = (input) => {
  const row = input.closest("tr");
  return [row.sectionRowIndex, fields(row).indexOf(input)];
};
const at = (table, down, across) => {
  const row = rowsOf(table)[down];
  return row && fields(row)[across];
};
let pasted = [];

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const stays = (input, key) => {
  const [from, to, end] = [input.selectionStart, input.selectionEnd, input.value.length];
  const whole = from === 0 && to === end;
  return (key === "ArrowLeft" && !whole && to > 0) || (key === "ArrowRight" && !whole && from < end);
};

document.addEventListener("keydown", (event) => {
  const input = event.target;
  const table = input.closest?.("[data-grid]");
  if (!table || input.tagName !== "INPUT" || event.isComposing || event.altKey) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && pasted.length) {
    event.preventDefault();
    for (const [field, before] of pasted) field.value = before;
    pasted = [];
    return;
  }
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.shiftKey || stays(input, event.key)) return;
  const [down, across] = placeOf(input);
  const next = at(table, down + step[0], across + step[1]);
  // Enter never sends a half filled grid: the button does.
  if (next || event.key === "Enter") event.preventDefault();
  next?.focus();
  next?.select();
});

document.addEventListener("input", (event) => {
  if (event.target.closest?.("[data-grid]")) pasted = [];
});

document.addEventListener("paste", (event) => {
  const input = event.target;
  const table = input.closest?.("[data-grid]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!table || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const [down, across] = placeOf(input);
  pasted = [];
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, row) => {
    line.split("\t").forEach((cell, column) => {
      const field = at(table, down + row, across + column);
      if (!field) return;
      pasted.push([field, field.value]);
      field.value = cell.trim();
    });
  });
});
