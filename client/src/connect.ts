// One WebSocket, kept open: reconnects with back-off, notices a dead peer, and closes when the page goes.
import { options } from "./options";
import { restart } from "./restart";
import * as wire from "./wire_keys";

export interface Listener {
  opened(): void;
  received(text: string): void;
  lost(): void;
  /** Sends a control message, of which this file needs `ping` and `leave`. */
  transmit(id: 0, event: string): void;
}

export interface Connection {
  connect(): void;
  disconnect(): void;
  /** Drops the connection and connects again after the usual wait. */
  retry(): void;
  send(message: unknown[]): void;
}

const kLongestWait = 30_000;
const kSteady = 5_000; // a connection that held this long starts the back-off anew
const kOtherVersion = 4400;

/** A connection for the view `id`; it is not made before connect(). */
export function makeConnection(id: string, listener: Listener): Connection {
  let socket: WebSocket | null = null;
  let timer = 0; // of the next connect, or of the next check
  let failures = 0;
  let openedAt = 0;
  let heardAt = 0;
  let probedAt = 0; // 0: no answer is awaited
  let wanted = false;

  const later = (work: () => void, wait: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(work, wait);
  };
  const heard = () => {
    heardAt = Date.now();
    probedAt = 0;
  };
  const drop = () => {
    clearTimeout(timer);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      socket = null;
    }
  };
  const retry = () => {
    drop();
    listener.lost();
    if (Date.now() - openedAt > kSteady) failures = 0;
    later(wake, Math.min(kLongestWait, options.reconnectMs * 2 ** failures++) * (0.5 + Math.random() / 2));
  };
  // Timers of a hidden page are slow: only an unanswered probe counts as silence, not the time passed.
  const check = () => {
    const { heartbeatMs } = options;
    const now = Date.now();
    if (probedAt && now - probedAt >= heartbeatMs) return retry();
    if (!probedAt && now - heardAt >= heartbeatMs) {
      probedAt = now;
      listener.transmit(0, wire.PING);
    }
    later(check, heartbeatMs / 3);
  };
  const open = () => {
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("vsn", wire.VERSION);
    url.searchParams.set("view", id);
    socket = new WebSocket(url);
    openedAt = Infinity;
    heard();
    check();
    socket.onopen = () => {
      openedAt = Date.now();
      listener.opened();
    };
    socket.onmessage = ({ data }) => {
      heard();
      listener.received(data);
    };
    socket.onclose = ({ code }) => {
      if (code === kOtherVersion) restart(() => location.reload(), wire.RELOAD_STALE);
      retry();
    };
  };
  // Time, the network or the page is back: connects, or sees whether the connection survived.
  const wake = () => {
    if (socket) check();
    else if (wanted) open();
  };
  // Says so first: the server need not wait for this page to come back.
  const leave = () => {
    listener.transmit(0, wire.LEAVE);
    drop();
  };

  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  return {
    connect() {
      wanted = true;
      wake();
    },
    disconnect() {
      wanted = false;
      leave();
      listener.lost();
    },
    retry,
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
  };
}
