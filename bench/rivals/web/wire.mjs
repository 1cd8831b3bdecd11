// Plain readers of what servers send, so that reading costs little: WebSocket frames, chunks of HTTP, responses.
import { connect } from "node:net";

const kMask = Buffer.from([0x37, 0xfa, 0x21, 0x3d]); // never changes: the server cannot tell

/** A masked text frame, or one of another opcode. */
export function frame(text, opcode = 1) {
  const payload = Buffer.from(text);
  const size = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  const head = Buffer.from([0x80 | opcode, 0x80 | size[0], ...size.slice(1)]);
  for (let i = 0; i < payload.length; i++) payload[i] ^= kMask[i % 4];
  return Buffer.concat([head, kMask, payload]);
}

/** The length of the whole frame at `at` and of its head, or nothing if more must come. */
function measureFrame(bytes, at) {
  if (bytes.length < at + 2) return undefined;
  let size = bytes[at + 1] & 0x7f;
  let head = 2;
  if (size >= 126) {
    head = size === 126 ? 4 : 10;
    if (bytes.length < at + head) return undefined;
    size = size === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  }
  return bytes.length < at + head + size ? undefined : { head, size };
}

class Connection {
  rest = Buffer.alloc(0);

  constructor(port) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.setNoDelay(true);
    this.socket.on("data", (chunk) => this.take(this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk));
    this.socket.on("error", (error) => {
      throw error;
    });
  }

  take(bytes) {
    let at = 0;
    for (let used; at < bytes.length && (used = this.parse(bytes, at)) > 0; ) at += used;
    this.rest = bytes.subarray(at);
  }

  /** The head of a response and where it ends; nothing if more must come. */
  headAt(bytes, at) {
    const end = bytes.indexOf("\r\n\r\n", at);
    return end < 0 ? undefined : { text: bytes.toString("latin1", at, end), end: end + 4 };
  }

  write(bytes) {
    this.socket.write(bytes);
  }
}

/** A connection that asks again and again. ask(request) resolves to {head, body}. */
export class Http extends Connection {
  ask(request) {
    return new Promise((answered) => {
      this.answered = answered;
      this.write(request);
    });
  }

  parse(bytes, at) {
    const head = this.headAt(bytes, at);
    if (!head) return 0;
    const length = /content-length: (\d+)/i.exec(head.text);
    // Node sends a body of unknown length in chunks.
    const end = length ? head.end + Number(length[1]) : bytes.indexOf("0\r\n\r\n", head.end) + 5;
    if (end < head.end || bytes.length < end) return 0;
    this.answered({ head: head.text, body: bytes.toString("utf8", head.end, end) });
    return end - at;
  }
}

/** message(text) for each text frame, opened() once. */
export class WebSocket extends Connection {
  constructor(port, path, lines, { opened, message }) {
    super(port);
    Object.assign(this, { opened, message, upgraded: false });
    const more = lines.map((line) => `${line}\r\n`).join("");
    this.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\n${more}Upgrade: websocket\r\nConnection: Upgrade\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
  }

  send(text) {
    this.write(frame(text));
  }

  parse(bytes, at) {
    if (!this.upgraded) {
      const head = this.headAt(bytes, at);
      if (!head) return 0;
      if (!head.text.startsWith("HTTP/1.1 101")) throw new Error(head.text);
      this.upgraded = true;
      this.opened();
      return head.end - at;
    }
    const measured = measureFrame(bytes, at);
    if (!measured) return 0;
    const { head, size } = measured;
    const opcode = bytes[at] & 0x0f;
    if (opcode === 1) this.message(bytes.toString("utf8", at + head, at + head + size));
    else if (opcode === 8) throw new Error("the server closes");
    else if (opcode === 9) this.write(frame(bytes.subarray(at + head, at + head + size), 10));
    return head + size;
  }
}

/** A response that goes on: message(text) for each event of it, opened() once. */
export class EventStream extends Connection {
  constructor(port, path, { opened, message }) {
    super(port);
    Object.assign(this, { opened, message, begun: false });
    this.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/event-stream\r\n\r\n`);
  }

  /** An event is a chunk: servers write one at a time. */
  parse(bytes, at) {
    if (!this.begun) {
      const head = this.headAt(bytes, at);
      if (!head) return 0;
      this.begun = true;
      this.opened();
      return head.end - at;
    }
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return 0;
    const size = Number.parseInt(bytes.toString("latin1", at, line), 16);
    const end = line + 2 + size + 2;
    if (bytes.length < end) return 0;
    this.message(bytes.toString("utf8", line + 2, end - 2));
    return end - at;
  }
}
