// One WebSocket, kept open: reconnects with back-off, notices a dead peer, and closes when the page goes.
import { options } from "./options";
import * as wire from "./wire_keys";

export interface Listener {
  opened(): void;
  received(text: string): void;
  /** `again`: how often connecting has failed in a row. */
  lost(again: number): void;
  /** Asks for a ping; an answer of any kind is a sign of life. */
  probe(): void;
  /** The page is going: the last thing said on this socket. */
  leaving(): void;
  /** The server speaks another version of the protocol. */
  outdated(): void;
}

const kLongestWait = 30_000;
const kSteady = 5_000; // a connection that held this long starts the back-off anew

export class Connection {
  private socket_: WebSocket | null = null;
  private retry_ = 0; // timers
  private watch_ = 0;
  private failures_ = 0;
  private openedAt_ = 0;
  private heardAt_ = 0;
  private probedAt_ = 0;
  private wanted_ = false;

  constructor(
    private id_: string,
    private listener_: Listener,
  ) {
    addEventListener("online", () => this.wake_());
    addEventListener("pageshow", (event) => event.persisted && this.wake_());
    addEventListener("pagehide", () => this.leave_());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake_());
  }

  connect(): void {
    this.wanted_ = true;
    if (!this.socket_) this.open_();
  }

  disconnect(): void {
    this.leave_();
    this.wanted_ = false;
    clearTimeout(this.retry_);
  }

  /** Drops the connection and connects again after the usual wait. */
  reset(): void {
    this.drop_();
    this.lost_();
  }

  get isOpen(): boolean {
    return this.socket_?.readyState === WebSocket.OPEN;
  }

  send(message: unknown[]): void {
    if (this.isOpen) this.socket_!.send(JSON.stringify(message));
  }

  private address_(): string {
    const url = new URL(options.url, location.href);
    url.protocol = url.protocol === "https:" || url.protocol === "wss:" ? "wss:" : "ws:";
    url.searchParams.set("vsn", wire.VERSION);
    url.searchParams.set("view", this.id_);
    return url.href;
  }

  private open_(): void {
    clearTimeout(this.retry_);
    const socket = (this.socket_ = new WebSocket(this.address_()));
    this.openedAt_ = 0;
    this.heard_();
    this.check_();
    socket.onopen = () => {
      this.openedAt_ = Date.now();
      this.heard_();
      this.listener_.opened();
    };
    socket.onmessage = ({ data }) => {
      this.heard_();
      this.listener_.received(data);
    };
    socket.onclose = ({ code }) => {
      if (code === 4400) this.listener_.outdated();
      this.reset();
    };
  }

  private heard_(): void {
    this.heardAt_ = Date.now();
    this.probedAt_ = 0;
  }

  /** Timers of a hidden page are slow: only an unanswered probe counts as silence, not the time passed. */
  private check_(): void {
    clearTimeout(this.watch_);
    const now = Date.now();
    if (this.probedAt_ && now - this.probedAt_ >= options.heartbeatMs) return this.reset();
    if (!this.probedAt_ && now - this.heardAt_ >= options.heartbeatMs) {
      this.probedAt_ = now;
      this.listener_.probe();
    }
    this.watch_ = window.setTimeout(() => this.check_(), options.heartbeatMs / 3);
  }

  private drop_(): void {
    clearTimeout(this.watch_);
    const { socket_: socket } = this;
    this.socket_ = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private lost_(): void {
    if (this.openedAt_ && Date.now() - this.openedAt_ > kSteady) this.failures_ = 0;
    const wait = Math.min(kLongestWait, options.reconnectMs * 2 ** this.failures_++) * (0.5 + Math.random() / 2);
    this.listener_.lost(this.failures_);
    if (!this.wanted_) return;
    clearTimeout(this.retry_);
    this.retry_ = window.setTimeout(() => this.open_(), wait);
  }

  /** The network or the page is back: connect, or see whether the connection survived. */
  private wake_(): void {
    if (!this.wanted_) return;
    if (!this.socket_) this.open_();
    else this.check_();
  }

  private leave_(): void {
    if (!this.socket_) return;
    this.listener_.leaving();
    this.drop_();
    this.listener_.lost(0);
    clearTimeout(this.retry_);
  }
}
