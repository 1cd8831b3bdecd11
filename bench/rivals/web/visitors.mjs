// A browser's part of the conversation with each contestant, of /counter and of /feed, by the plain readers of wire.mjs.
//   counter(port, on): a page of /counter; press() clicks, on.answered() tells that the answer has come.
//   viewer(port, on): a page of /feed; on.answered() for each number that comes.
// Both call on.ready() once.
import { EventStream, Http, WebSocket } from "./wire.mjs";

async function get(port, path) {
  const http = new Http(port);
  const answer = await http.ask(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/html\r\n\r\n`);
  http.socket.destroy();
  return answer;
}

/** Our own protocol, docs/protocol.md. */
async function golive(port, path, on) {
  const { head, body } = await get(port, path);
  const root = /<div data-live-view=[^>]*>/.exec(body)[0];
  const [, id] = /\bid="([^"]*)"/.exec(root);
  const [, token] = /\bdata-token="([^"]*)"/.exec(root);
  const cookies = [...head.matchAll(/^set-cookie:\s*([^;\r]*)/gim)].map(([, pair]) => pair).join("; ");
  let event = 0;
  let seq = 0;
  const socket = new WebSocket(port, `/live/websocket?vsn=golive1&view=${id}`, cookies ? [`Cookie: ${cookies}`] : [], {
    opened: () => socket.send(JSON.stringify([0, "join", { token, url: path, seq: 0, ack: 0 }, 0])),
    message(text) {
      const [number, ack, kind, payload] = JSON.parse(text);
      seq = number || seq;
      if (payload?.a) socket.send(`[0,"ack",null,${seq}]`);
      if (kind === "s" || kind === "f" || (kind === "r" && ack === 0)) on.ready();
      else if (kind === "d") on.answered();
    },
  });
  return { press: () => socket.send(`[${++event},"inc",null,${seq}]`) };
}

const viewOf = (body, pattern) => pattern.exec(body)[1];

/** What htmx-ext-ws sends for a button: its values and the headers of a request. */
async function htmxCounter(port, on) {
  const path = "/counter";
  const { body } = await get(port, path);
  const page = { "HX-Current-URL": `http://localhost:${port}${path}` };
  const headers = { "HX-Request": "true", "HX-Trigger": null, "HX-Trigger-Name": null, "HX-Target": null, ...page };
  const socket = new WebSocket(port, `/ws?view=${viewOf(body, /view=(\d+)/)}`, [], { opened: on.ready, message: on.answered });
  return { press: () => socket.send(JSON.stringify({ event: "inc", HEADERS: headers })) };
}

/** Engine.IO 4: 0 open, 2 ping, 3 pong, 4 message, of which 0 is connect and 2 an event. */
async function socketio(port, path, on) {
  let ready = false;
  const socket = new WebSocket(port, `/socket.io/?EIO=4&transport=websocket&page=${path}`, [], {
    opened() {},
    message(text) {
      if (text[0] === "0") socket.send("40");
      else if (text === "2") socket.send("3");
      else if (text.startsWith("42")) {
        if (ready) return on.answered();
        ready = true; // the state came
        on.ready();
      }
    },
  });
  return { press: () => socket.send('42["inc"]') };
}

/** Events by requests on a connection that is kept, as browsers do. */
async function posting(port, pattern, lines, body, on) {
  const page = await get(port, "/counter");
  const path = viewOf(page.body, pattern);
  const http = new Http(port);
  const agent = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36";
  const head = [`Host: localhost:${port}`, "Connection: keep-alive", `Content-Length: ${body.length}`, agent, ...lines];
  head.push(`Origin: http://localhost:${port}`, `Referer: http://localhost:${port}/counter`);
  const request = `POST ${path} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n${body}`;
  on.ready();
  return { press: () => http.ask(request).then(on.answered) };
}

/** Who only looks needs no page first: all views of /feed are alike. */
const lookAt = (path) => (port, on) => new WebSocket(port, path, [], { opened: on.ready, message: on.answered });

const turboLines = [
  "Content-Type: application/x-www-form-urlencoded;charset=UTF-8",
  "Accept: text/vnd.turbo-stream.html, text/html, application/xhtml+xml",
];
const turbo = {
  counter: (port, on) => posting(port, /action="([^"]*inc)"/, turboLines, "", on),
  viewer: lookAt("/ws"),
};

const datastarLines = [
  "Content-Type: application/json",
  "Accept: text/event-stream, text/html, application/json",
  "Datastar-Request: true",
];
const datastar = {
  counter: (port, on) => posting(port, /@post\('([^']*inc)'\)/, datastarLines, "{}", on),
  viewer: (port, on) => new EventStream(port, "/updates/0", { opened: on.ready, message: on.answered }),
};

const both = (speak) => ({ counter: (port, on) => speak(port, "/counter", on), viewer: (port, on) => speak(port, "/feed", on) });
export const protocols = { golive: both(golive), htmx: { counter: htmxCounter, viewer: lookAt("/ws") }, socketio: both(socketio), turbo, datastar };
