// The newest values of a live chart as a table.

const kRows = 20;

/** Writes at most kRows of `count` rows into `place`; the newest is row 0. */
export function writeTable(place: Element, names: string[], count: number, row: (index: number) => string[]): void {
  const cell = (name: string, text: string, scope?: string) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (scope) made.setAttribute("scope", scope);
    return made;
  };
  const line = (...cells: Element[]) => {
    const made = document.createElement("tr");
    made.append(...cells);
    return made;
  };
  const table = document.createElement("table");
  table.createTHead().append(line(cell("th", ""), ...names.map((name) => cell("th", name, "col"))));
  const body = table.createTBody();
  for (let index = 0; index < Math.min(count, kRows); index++) {
    const [head, ...values] = row(index);
    body.append(line(cell("th", head, "row"), ...values.map((value) => cell("td", value))));
  }
  const more = count > kRows ? [cell("p", `${count - kRows} rows not listed`)] : [];
  place.replaceChildren(table, ...more);
}
