// The markup of bench/pages, for the rivals whose server renders it. Their messages name elements by id, so that those have one.

const kEscapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (found) => kEscapes[found]) : text);

export const cell = (item) => `<td id="qty-${item.id}">${item.qty}</td>`;

function rowWith(id, qty, item) {
  const status = escape(item.status);
  return `<tr${id}><td>${item.id}</td><td>${escape(item.name)}</td>${qty}<td>${item.price}</td><td class="${status}">${status}</td></tr>`;
}

/** A row of which the row can be named. */
export const namedRow = (item) => rowWith(` id="row-${item.id}"`, `<td>${item.qty}</td>`, item);
/** A row of which the one cell that changes can be named. */
export const rowOfNamedCell = (item) => rowWith("", cell(item), item);

export const rows = (table, row) => table.rows.map(row).join("");

const kEvents = ["touch", "swap", "prepend", "delete", "shuffle"];
const kHead = "<thead><tr><th>id</th><th>name</th><th>qty</th><th>price</th><th>status</th></tr></thead>";

function table(state, row, button) {
  const buttons = kEvents.map((event) => button(event, event)).join(" ");
  return `<p>${buttons}</p><table>${kHead}<tbody id="rows">${rows(state, row)}</tbody></table>`;
}

export const beat = (cells) => `<p id="beat">${cells.beat}</p>`;
export const bar = (cells, rest = "") => `<div id="bar" style="width: ${cells.beat % 200}px"${rest}></div>`;
export const spans = (cells) => cells.values.map((value) => `<span>${value}</span> `).join("");
/** As one element with all its numbers. */
export const numbers = (cells, rest = "") => `<div id="numbers"${rest}>${spans(cells)}</div>`;

export const count = (counter) => `<output id="count">${counter.count}</output>`;
export const shown = (number) => `<output id="shown">${number}</output>`;

/** What the page shows of the state. `button(event, label)`: what sends an event. */
export function body(state, { row, button, newest }) {
  switch (state.path) {
    case "/counter":
      return `${count(state)} ${button("dec", "-")} ${button("inc", "+")}`;
    case "/table":
      return table(state, row, button);
    case "/cells":
      return beat(state) + bar(state) + numbers(state);
    default:
      return shown(newest);
  }
}
