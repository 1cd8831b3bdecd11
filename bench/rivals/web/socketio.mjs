#!/usr/bin/env -S node --expose-gc
// socket.io, of which the state goes to the browser as JSON; app.jsx renders it there, with React, or Preact (--preact).
// The page is a shell, its state the first message. Of a change only what changed is sent: the row, the new row, the numbers. Whoever writes
// this has an event and its two sides for each way in which the state can change, here and in app.jsx.
import { Server } from "socket.io";
import { Feed, stateOf } from "./state.mjs";
import { Site, bundled, flag, html } from "./site.mjs";

const messages = {
  touch: (state, item) => ["row", item],
  prepend: (state, item) => ["prepended", item],
  tick: ({ beat, values }) => ["cells", { beat, values }],
  inc: ({ count }) => ["count", count],
  dec: ({ count }) => ["count", count],
};
const first = {
  "/counter": ({ count }) => ["count", count],
  "/table": ({ rows }) => ["rows", rows],
  "/cells": messages.tick,
  "/feed": () => ["shown", Feed.newest],
};

const site = new Site({
  scripts: { "/app.js": bundled(flag("--preact") ? "app.preact.js" : "app.react.js") },
  page: () => html("", '<div id="root"></div><script src="/app.js"></script>'),
  changed: (view, act, item) => view.push(messages[act](view.state, item)),
  published: (number) => io.to("feed").emit("shown", number),
});

// The shell has no view of its own: the state is made when its socket comes.
const io = new Server(site.server, { serveClient: false, transports: ["websocket"] });
io.on("connection", (socket) => {
  const state = stateOf(new URL(socket.handshake.query.page, "http://localhost"));
  const view = site.make(state);
  if (state.path === "/feed") socket.join("feed");
  site.attach(view, (message) => socket.emit(...message));
  for (const event of ["inc", "dec"]) socket.on(event, () => site.act(view, event));
  socket.on("disconnect", () => site.detach(view));
  view.push(first[state.path](state));
});
site.listen();
