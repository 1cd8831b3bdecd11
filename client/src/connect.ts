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

const kLongestWait = 30_000;
const kSteady = 5_000; // a connection that held this long starts the back-off anew
const kOtherVersion = 4400;

export class Connection {
  private socket_: WebSocket | null = null;
  private timer_ = 0; // of the next connect, or of the next check
  private failures_ = 0;
  private openedAt_ = 0;
  private heardAt_ = 0;
  private probedAt_ = 0;
  private wanted_ = false;

  constructor(
    private id_: string,
    private listener_: Listener,
  ) {
    const wake = () => this.wake_();
    addEventListener("online", wake);
    addEventListener("pageshow", wake);
    addEventListener("pagehide", () => this.leave_());
    document.addEventListener("visibilitychange", () => document.hidden || wake());
  }

  connect(): void {
    this.wanted_ = true;
    this.wake_();
  }

  disconnect(): void {
    this.wanted_ = false;
    this.leave_();
    this.listener_.lost();
  }

  /** Drops the connection and connects again after the usual wait. */
  reset(): void {
    this.drop_();
    this.listener_.lost();
    if (Date.now() - this.openedAt_ > kSteady) this.failures_ = 0;
    const wait = Math.min(kLongestWait, options.reconnectMs * 2 ** this.failures_++) * (0.5 + Math.random() / 2);
    this.later_(() => this.wake_(), wait);
  }

  send(message: unknown[]): void {
    if (this.socket_?.readyState === WebSocket.OPEN) this.socket_.send(JSON.stringify(message));
  }

  private later_(work: () => void, wait: number): void {
    clearTimeout(this.timer_);
    this.timer_ = window.setTimeout(work, wait);
  }

  private open_(): void {
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("vsn", wire.VERSION);
    url.searchParams.set("view", this.id_);
    const socket = (this.socket_ = new WebSocket(url));
    this.openedAt_ = Infinity;
    this.heard_();
    this.check_();
    socket.onopen = () => {
      this.openedAt_ = Date.now();
      this.listener_.opened();
    };
    socket.onmessage = ({ data }) => {
      this.heard_();
      this.listener_.received(data);
    };
    socket.onclose = ({ code }) => {
      if (code === kOtherVersion) reload(wire.RELOAD_STALE);
      this.reset();
    };
  }

  private heard_(): void {
    this.heardAt_ = Date.now();
    this.probedAt_ = 0;
  }

  /** Timers of a hidden page are slow: only an unanswered probe counts as silence, not the time passed. */
  private check_(): void {
    const { heartbeatMs } = options;
    const now = Date.now();
    if (!this.probedAt_ && now - this.heardAt_ >= heartbeatMs) {
      this.probedAt_ = now;
      this.listener_.transmit(0, wire.PING);
    } else if (this.probedAt_ && now - this.probedAt_ >= heartbeatMs) return this.reset();
    this.later_(() => this.check_(), heartbeatMs / 3);
  }

  private drop_(): void {
    const socket = this.socket_;
    this.socket_ = null;
    clearTimeout(this.timer_);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  /** Time, the network or the page is back: connects, or sees whether the connection survived. */
  private wake_(): void {
    if (this.socket_) this.check_();
    else if (this.wanted_) this.open_();
  }

  /** Says so first: the server need not wait for this page to come back. */
  private leave_(): void {
    this.listener_.transmit(0, wire.LEAVE);
    this.drop_();
  }
}
