// One WebSocket, kept open: reconnects with back-off, notices a dead peer, and closes when the page goes.
//
// Waits are random between nothing and a bound that doubles ("full jitter"): the pages of a server that went come back one by one. The bound
// is the first one again only after a connection on which a view has been joined for a while.
import { whenBack, whenVisible } from "./back";
import { options } from "./options";
import { reload } from "./reload";
import * as wire from "./wire_keys";

export interface Listener {
  opened(): void;
  received(text: string): void;
  lost(): void;
  /** A message was too big for the server, or for something on the way. */
  tooBig(): void;
  /** Sends a control message, of which this file needs `ping` and `leave`. */
  transmit(id: 0, event: string): void;
}

export interface Connection {
  connect(): void;
  disconnect(): void;
  /** Drops the connection and connects again after the usual wait, but not before `after` ms. */
  retry(after?: number): void;
  /** Connects now if it waits for the next attempt. */
  hurry(): void;
  /** A view is joined on it. */
  joined(): void;
  /** Milliseconds until the next attempt, 0 during one; null: it has not failed, or nobody wants it. */
  untilNext(): number | null;
  /** `answered`: an answer is due, and its absence is probed. Else it costs no timer. */
  send(text: string, answered?: boolean): void;
}

const kLongestWait = 10_000;
const kOfflineWait = 60_000; // the browser says that there is no network: `online` ends this wait, if it comes
const kBusyWait = 1000; // the server asked for later
const kFresh = 0.1; // of heartbeatMs: so long a new timer will do for all that comes
const kHiddenSpread = 3000; // tabs that nobody looks at do not come back all at once
const kSteady = 5000; // a view joined for so long starts the back-off anew
const kAnswer = 3000; // something was sent: silence of this length is probed
const kOpening = 10_000; // for the handshake
const kPong = 4000; // an answer to a probe may take so long
const kWokenPong = 1500; // the same after a wake-up, when a dead connection is likely
const kLongestPatience = 16_000; // of the last three, which grow with each failure

const kOtherVersion = 4400;
const kElsewhere = 4409;
const kTooBig = 1009;
const kTryLater = 1013;

/** A connection for the view `id`; it is not made before connect(). */
export function makeConnection(id: string, listener: Listener): Connection {
  let socket: WebSocket | null = null;
  let timer = 0; // of what is to be done next: connect, probe, or give up
  let due = Infinity; // when
  let deciding = false; // the timer will give the socket up
  let fresh = false; // the timer has just been made for something that came
  let isOpen = false;
  let earliest = 0; // of the next attempt: the server asked for it
  let steady = 0; // timer
  let failures = 0;
  let wanted = false;

  const later = (work: () => void, wait: number) => {
    clearTimeout(timer);
    fresh = false;
    due = performance.now() + wait;
    timer = window.setTimeout(work, wait);
  };
  const sooner = (work: () => void, wait: number) => {
    if (performance.now() + wait < due) later(work, wait);
  };
  const drop = () => {
    clearTimeout(timer);
    clearTimeout(steady);
    due = Infinity;
    fresh = isOpen = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      socket = null;
    }
  };
  const retry = (after = 0) => {
    drop();
    earliest = performance.now() + after;
    const bound = Math.min(kLongestWait, options.reconnectMs * 2 ** failures++);
    const wait = after + Math.random() * Math.max(after, bound);
    if (wanted) later(open, isOffline() ? kOfflineWait : wait);
    listener.lost();
  };
  // Nothing comes: after `wait` the connection is given up. On a slow network each failure makes it more patient.
  const decide = (wait: number) => {
    const work = () => retry();
    wait = Math.min(kLongestPatience, wait * (failures + 1));
    if (deciding) sooner(work, wait);
    else later(work, wait);
    deciding = true;
  };
  // To look at the clock or arm a timer for every frame costs more than most frames do: one that is fresh will do, and probes a little sooner.
  const heard = () => {
    if (fresh) return;
    deciding = false;
    later(probe, options.heartbeatMs);
    fresh = true;
    setTimeout(() => (fresh = false), options.heartbeatMs * kFresh);
  };
  // Timers of a hidden page are slow: only an unanswered probe counts as silence, not the time passed.
  const probe = (wait = Math.min(kPong, options.heartbeatMs)) => {
    if (!deciding) listener.transmit(0, wire.PING);
    decide(wait);
  };
  const open = () => {
    drop();
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("vsn", wire.VERSION);
    url.searchParams.set("view", id);
    socket = new WebSocket(url);
    deciding = false;
    decide(kOpening);
    socket.onopen = () => {
      isOpen = true;
      heard();
      listener.opened();
    };
    socket.onmessage = ({ data }) => {
      heard();
      listener.received(data);
    };
    socket.onclose = ({ code }) => {
      if (code === kOtherVersion) reload(() => location.reload(), wire.RELOAD_STALE);
      if (code === kElsewhere) return giveWay();
      if (code === kTooBig) listener.tooBig();
      retry(code === kTryLater ? kBusyWait : 0);
    };
  };
  // Another page holds this view now. Joining again would take it away from there, and so on without end.
  const giveWay = () => {
    console.info("golive: another page has joined as this view   this one is loaded afresh when it is looked at");
    wanted = false;
    retry();
    whenVisible(() => reload(() => location.reload(), "elsewhere"));
  };
  // Time, the network or the page is back: connects, or sees whether the connection survived.
  const wake = () => {
    if (socket) probe(kWokenPong);
    else if (wanted && !isOffline())
      sooner(open, Math.max(0, earliest - performance.now()) + (document.hidden ? Math.random() * kHiddenSpread : 0));
  };
  // Says so first: the server need not wait for this page to come back.
  const leave = () => {
    listener.transmit(0, wire.LEAVE);
    drop();
  };

  whenBack(wake);
  addEventListener("offline", wake);
  // A page that may come back by the back button only closes the connection, so that the server keeps its view for a while.
  addEventListener("pagehide", ({ persisted }) => {
    if (!persisted) return leave();
    drop();
    listener.lost();
  });
  return {
    connect() {
      wanted = true;
      if (socket) wake();
      else open();
    },
    disconnect() {
      wanted = false;
      leave();
      listener.lost();
    },
    retry,
    hurry() {
      if (!socket) open();
    },
    joined() {
      clearTimeout(steady);
      steady = window.setTimeout(() => (failures = 0), kSteady);
    },
    untilNext: () => (wanted && failures ? (socket ? 0 : due - performance.now()) : null),
    send(text, answered = true) {
      if (!isOpen) return;
      socket!.send(text);
      if (answered && !deciding) sooner(probe, kAnswer);
    },
  };
}

/** Browsers know of no network but loopback when there is none. */
const isOffline = (): boolean => !navigator.onLine && !/^(localhost|127\.|\[::1)/.test(new URL(options.url, location.href).hostname);
