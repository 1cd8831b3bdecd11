// One WebSocket, kept open: reconnects with back-off, notices a dead peer, and closes when the page goes.
import { options } from "./options";
import { reload } from "./reload";
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
  let timer = 0; // of what is to be done next: connect, probe, or give up
  let failures = 0;
  let wanted = false;

  const later = (work: () => void, wait: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(work, wait);
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
    later(wake, Math.min(kLongestWait, options.reconnectMs * 2 ** failures++) * (0.5 + Math.random() / 2));
  };
  const heard = () => later(probe, options.heartbeatMs);
  // Timers of a hidden page are slow: only an unanswered probe counts as silence, not the time passed.
  const probe = () => {
    listener.transmit(0, wire.PING);
    later(retry, options.heartbeatMs);
  };
  const open = () => {
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("vsn", wire.VERSION);
    url.searchParams.set("view", id);
    const opening = (socket = new WebSocket(url));
    heard();
    socket.onopen = () => {
      setTimeout(() => opening === socket && (failures = 0), kSteady);
      listener.opened();
    };
    socket.onmessage = ({ data }) => {
      heard();
      listener.received(data);
    };
    socket.onclose = ({ code }) => {
      if (code === kOtherVersion) reload(() => location.reload(), wire.RELOAD_STALE);
      retry();
    };
  };
  // Time, the network or the page is back: connects, or sees whether the connection survived.
  const wake = () => {
    if (socket) probe();
    else if (wanted) open();
  };
  // Says so first: the server need not wait for this page to come back.
  const leave = () => {
    listener.transmit(0, wire.LEAVE);
    drop();
  };

  addEventListener("online", wake);
  addEventListener("pageshow", ({ persisted }) => persisted && wake());
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
