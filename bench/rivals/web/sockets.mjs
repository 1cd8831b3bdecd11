// Plain WebSockets of the rivals whose pages have one: /ws?view=ID, by the package ws as it is by default.
import { WebSocketServer } from "ws";
import { Feed } from "./state.mjs";

/** received(view, text): what a page sends. */
export function serveSockets(site, received = () => {}) {
  const sockets = new WebSocketServer({ server: site.server, path: "/ws" });
  sockets.on("connection", (socket, request) => {
    const id = Number(new URL(request.url, "http://localhost").searchParams.get("view"));
    const view = site.views.get(id) ?? site.make(new Feed());
    site.attach(view, (message) => socket.send(message));
    socket.on("message", (data) => received(view, data.toString()));
    socket.on("close", () => site.detach(view));
  });
}
