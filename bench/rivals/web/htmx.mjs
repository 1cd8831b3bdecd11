#!/usr/bin/env -S node --expose-gc
// htmx 2 with its WebSocket extension.
// Written as its pages on out-of-band swaps say: each message is markup that replaces the elements of the same id. A message is the smallest
// that makes sense: the cell of a row, a new row into the <tbody>, and all numbers of /cells at once as their <div>, since all change. Whoever
// writes this decides by hand, change by change, what to send, and gives each thing that changes an id of its own.
// --whole: nobody decides. Every change of a list sends all of it, and idiomorph finds in the browser what is new.
import * as markup from "./markup.mjs";
import { Feed } from "./state.mjs";
import { serveSockets } from "./sockets.mjs";
import { Site, flag, html, inPackage } from "./site.mjs";

const whole = flag("--whole");
const swap = whole ? ' hx-swap-oob="morph"' : "";
// Idiomorph keeps by id what it can: rows have one.
const row = whole ? markup.namedRow : markup.rowOfNamedCell;
const button = (event, label) => `<button ws-send hx-vals='{"event":"${event}"}'>${label}</button>`;

function messageOf(state, act, item) {
  switch (act) {
    case "touch":
      return whole ? `<tbody id="rows"${swap}>${markup.rows(state, row)}</tbody>` : markup.cell(item);
    case "prepend":
      return whole ? `<tbody id="rows"${swap}>${markup.rows(state, row)}</tbody>` : `<tbody hx-swap-oob="afterbegin:#rows">${row(item)}</tbody>`;
    case "tick":
      return markup.beat(state) + markup.bar(state, swap) + markup.numbers(state, swap);
    default:
      return markup.count(state);
  }
}

const site = new Site({
  scripts: {
    "/htmx.js": inPackage("htmx.org/dist/htmx.min.js"),
    "/ws.js": inPackage("htmx-ext-ws/dist/ws.min.js"),
    ...(whole && { "/morph.js": inPackage("idiomorph/dist/idiomorph-ext.min.js") }),
  },
  page(view) {
    const scripts = ["/htmx.js", "/ws.js", ...(whole ? ["/morph.js"] : [])].map((path) => `<script src="${path}"></script>`).join("");
    const body = markup.body(view.state, { row, button, newest: Feed.newest });
    return html(scripts, `<main hx-ext="ws${whole ? ",morph" : ""}" ws-connect="/ws?view=${view.id}">${body}</main>`);
  },
  changed: (view, act, item) => view.push(messageOf(view.state, act, item)),
  published(number, views) {
    const message = markup.shown(number);
    for (const view of views) view.push(message);
  },
});
serveSockets(site, (view, text) => site.act(view, JSON.parse(text).event));
site.listen();
