// Runs in the browser: how long the client works for one frame, at best of several runs.
import { define } from "../../src/templates";
import type { ListDiff } from "../../src/tree";
import { View } from "../../src/view";

define({
  table: "<table><tbody><!--$0--></tbody></table>",
  row: '<tr lv-s="class 0"><td><!--1--></td><td><a href="#" lv-click="pick"><!--2--></a></td><td class="price"><!--3--></td></tr>',
  cells: "<!--$0-->",
  cell: "<span><!--0--></span> ",
});

interface Made {
  view: View;
  adopt(): boolean;
}

/** A page of one list, as it is served. */
function make(template: string, rowTemplate: string, count: number, row: (n: number) => string): Made {
  const root = document.createElement("div");
  const numbers = Array.from({ length: count }, (_, n) => n);
  const rows = `<!--$-->${numbers.map(row).join("")}<!--/-->`;
  root.innerHTML = template === "table" ? `<table><tbody>${rows}</tbody></table>` : rows;
  document.body.replaceChildren(root);
  const view = new View(root);
  return { view, adopt: () => view.adopt([template, { 0: { l: rowTemplate, k: numbers } }]) };
}

const tableRow = (n: number) =>
  `<tr class="row"><td>${n}</td><td><a href="#" lv-click="pick">name ${n}</a></td><td class="price">${n * 3}</td></tr>`;

const table = (count: number) => make("table", "row", count, tableRow);
const cells = (count: number) => make("cells", "cell", count, (n) => `<span>${n}</span> `);

/** The least time of `runs` calls of `work`, in milliseconds; `prepare` is not counted. */
function least<T>(runs: number, prepare: (run: number) => T, work: (prepared: T) => void): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const prepared = prepare(run);
    const begin = performance.now();
    work(prepared);
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}

function check(done: boolean): void {
  if (!done) throw Error("the page was not changed");
}

function adopted(made: Made): View {
  if (!made.adopt()) throw Error("not adopted");
  return made.view;
}

/** The least time of a patch of the page's list. */
function patching(view: View, runs: number, diff: (run: number) => ListDiff): number {
  return least(
    runs,
    (run) => ({ 0: diff(run) }),
    (change) => view.patch(change),
  );
}

export const speed = {
  adopt: (rows: number, runs: number) => least(runs, () => table(rows), adopted),
  cell(rows: number, runs: number) {
    const best = patching(adopted(table(rows)), runs, (run) => ({ u: { [rows >> 1]: { 3: -run } } }));
    check(document.querySelectorAll("tr")[rows >> 1].textContent!.endsWith(`-${runs - 1}`));
    return best;
  },
  prepend(rows: number, runs: number) {
    const before = (run: number) => (run ? rows + run - 1 : 0);
    const best = patching(adopted(table(rows)), runs, (run) => ({ o: [["+", before(run), [rows + run, "row", run, "new", 5]]] }));
    check(document.querySelectorAll("tr").length === rows + runs && document.querySelector("td")!.textContent === `${runs - 1}`);
    return best;
  },
  cells(count: number, runs: number) {
    const numbers = Array.from({ length: count }, (_, n) => n);
    const all = (run: number) => Object.fromEntries(numbers.map((n) => [n, { 0: `${run}.${n}` }]));
    const best = patching(adopted(cells(count)), runs, (run) => ({ u: all(run) }));
    check(document.querySelectorAll("span")[count - 1].textContent === `${runs - 1}.${count - 1}`);
    return best;
  },
};

Object.assign(window, { speed });
