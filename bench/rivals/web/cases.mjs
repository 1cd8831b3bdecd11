// How each case is set off (click, or POST /stage/0/ACT), and what grows by one with each change if the page shows it. `shown` runs in the page.
const qtys = () => [...document.querySelectorAll("td:nth-child(3)")].reduce((sum, cell) => sum + Number(cell.textContent), 0);
const rows = () => document.querySelectorAll("tbody tr").length;

export const cases = {
  counter: { act: "click", shown: () => Number(document.querySelector("output").textContent) },
  "touch-1000": { act: "touch", shown: qtys },
  "touch-10000": { act: "touch", shown: qtys },
  "cells-200": { act: "tick", shown: () => Number(document.querySelector("p").textContent) },
  "prepend-10000": { act: "prepend", shown: rows },
};
