#!/usr/bin/env -S node --expose-gc
// Turbo 8: streams over a WebSocket stream source, events by forms, as its handbook says.
// A row that changed is replaced as a whole, as its users' templates are one per record; a new one is prepended; all numbers of /cells are one
// update, since all change. What to send is decided by hand, change by change. A page without pushes, the counter, needs no socket: its form
// is answered by a stream.
import * as markup from "./markup.mjs";
import { Feed } from "./state.mjs";
import { serveSockets } from "./sockets.mjs";
import { Site, bundled, html } from "./site.mjs";

const row = markup.namedRow;
const stream = (action, target, content) => `<turbo-stream action="${action}" target="${target}"><template>${content}</template></turbo-stream>`;

function messageOf(state, act, item) {
  switch (act) {
    case "touch":
      return stream("replace", `row-${item.id}`, row(item));
    case "prepend":
      return stream("prepend", "rows", row(item));
    case "tick":
      return stream("update", "beat", state.beat) + stream("replace", "bar", markup.bar(state)) + stream("update", "numbers", markup.spans(state));
    default:
      return stream("update", "count", state.count);
  }
}

const site = new Site({
  scripts: { "/turbo.js": bundled("turbo.js") },
  page(view) {
    const { state, id } = view;
    const button = (event, label) => `<form action="/events/${id}/${event}" method="post"><button>${label}</button></form>`;
    const source = `<turbo-stream-source src="ws://localhost:${site.server.address().port}/ws?view=${id}"></turbo-stream-source>`;
    const body = markup.body(state, { row, button, newest: Feed.newest });
    return html('<script type="module" src="/turbo.js"></script>', `<main>${body}${state.path === "/counter" ? "" : source}</main>`);
  },
  changed: (view, act, item) => view.push(messageOf(view.state, act, item)),
  published(number, views) {
    const message = stream("update", "shown", number);
    for (const view of views) view.push(message);
  },
  answer(request, response, url) {
    const [, events, id, event] = url.pathname.split("/");
    if (events !== "events") return false;
    const view = site.views.get(Number(id));
    request.resume();
    view.state[event]();
    response.writeHead(200, { "Content-Type": "text/vnd.turbo-stream.html; charset=utf-8" }).end(messageOf(view.state, event));
    return true;
  },
});
serveSockets(site);
site.listen();
