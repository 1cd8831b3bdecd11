#!/usr/bin/env -S node --expose-gc
// Datastar over SSE, its way. Of its client npm has 1.0.0-beta.11; the project publishes newer ones elsewhere.
// A row that changed is sent and morphed into its place, a new one prepended, all numbers of /cells sent as their <div>, since all change. What
// to send is decided by hand, change by change. --whole: what its authors advise, to send large parts and trust the morph: the whole list.
import * as markup from "./markup.mjs";
import { Feed } from "./state.mjs";
import { Site, bundled, flag, html } from "./site.mjs";

const whole = flag("--whole");
const row = markup.namedRow;
const kStream = { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" };
const event = (fragments, ...options) =>
  `event: datastar-merge-fragments\n${options.map((line) => `data: ${line}\n`).join("")}data: fragments ${fragments}\n\n`;

function messageOf(state, act, item) {
  switch (act) {
    case "touch":
      return event(whole ? `<tbody id="rows">${markup.rows(state, row)}</tbody>` : row(item));
    case "prepend":
      return whole ? event(`<tbody id="rows">${markup.rows(state, row)}</tbody>`) : event(row(item), "selector #rows", "mergeMode prepend");
    case "tick":
      return event(markup.beat(state) + markup.bar(state) + markup.numbers(state));
    default:
      return event(markup.count(state));
  }
}

/** The stream that a page opens when it is loaded. */
function follow(request, response, id) {
  const view = site.views.get(id) ?? site.make(new Feed());
  response.writeHead(200, kStream).flushHeaders();
  site.attach(view, (message) => response.write(message));
  request.on("close", () => site.detach(view));
}

const site = new Site({
  scripts: { "/datastar.js": bundled("datastar.js") },
  page(view) {
    const { state, id } = view;
    const button = (name, label) => `<button data-on-click="@post('/events/${id}/${name}')">${label}</button>`;
    const updates = state.path === "/counter" ? "" : ` data-on-load="@get('/updates/${id}')"`;
    const body = markup.body(state, { row, button, newest: Feed.newest });
    return html('<script type="module" src="/datastar.js"></script>', `<main${updates}>${body}</main>`);
  },
  changed: (view, act, item) => view.push(messageOf(view.state, act, item)),
  published(number, views) {
    const message = event(markup.shown(number));
    for (const view of views) view.push(message);
  },
  answer(request, response, url) {
    const [, what, id, name] = url.pathname.split("/");
    if (what === "updates") follow(request, response, Number(id));
    else if (what === "events") {
      const { state } = site.views.get(Number(id));
      request.resume();
      state[name]();
      response.writeHead(200, kStream).end(messageOf(state, name));
    } else return false;
    return true;
  },
});
site.listen();
