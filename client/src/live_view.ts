// One live view: its part of the page, its connection, its events. Frames are read here (docs/protocol.md "Down").
import { Connection } from "./connect";
import { Hooks } from "./hooks";
import { settle } from "./lock";
import { options } from "./options";
import { Outbox, RefusedError, type Outgoing } from "./outbox";
import { recover } from "./events";
import { reload } from "./reload";
import { emit } from "./signals";
import { define } from "./templates";
import type { Frame, Payload } from "./tree";
import { View } from "./view";
import * as wire from "./wire_keys";

const enum Link {
  down,
  joining,
  joined,
}

export class LiveView {
  readonly outbox = new Outbox();
  private readonly view_: View;
  private readonly hooks_: Hooks;
  private readonly connection_: Connection;
  private link_ = Link.down;
  private seen_ = 0; // newest frame applied
  private awaitsFull_ = false; // a full tree has been asked for: diffs are worthless until it comes
  private everJoined_ = false;

  constructor(readonly root: HTMLElement) {
    this.view_ = new View(root);
    this.hooks_ = new Hooks(this);
    this.connection_ = new Connection(root.id, {
      opened: () => this.join_(),
      received: (text) => this.receive_(text),
      lost: () => this.lost_(),
      probe: () => this.control_(wire.PING),
      leaving: () => this.control_(wire.LEAVE),
      outdated: () => reload(wire.RELOAD_STALE),
    });
  }

  connect(): void {
    this.connection_.connect();
  }

  disconnect(): void {
    this.connection_.disconnect();
  }

  get isJoined(): boolean {
    return this.link_ === Link.joined;
  }

  /** Sends an event now, or after the next join. Null: too many wait already. */
  send(event: string, payload: unknown): Outgoing | null {
    const outgoing = this.outbox.add(event, payload);
    if (outgoing && this.isJoined) this.transmit_(outgoing);
    return outgoing;
  }

  pushEvent(event: string, payload: unknown = null): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const outgoing = this.send(event, payload);
      if (!outgoing) return reject(new RefusedError({ code: "offline", message: "too many events wait for the connection" }));
      outgoing.answer = resolve;
      outgoing.refuse = reject;
    });
  }

  syncHooks(): void {
    if (this.everJoined_) this.hooks_.mountAll();
  }

  private transmit_({ id, event, payload, sent }: Outgoing): void {
    this.connection_.send([id, event, payload, this.seen_]);
    sent?.();
  }

  private control_(event: string, payload: unknown = null): void {
    this.connection_.send([0, event, payload, this.seen_]);
  }

  private join_(): void {
    this.link_ = Link.joining;
    this.awaitsFull_ = false;
    const { params } = options;
    this.control_(wire.JOIN, {
      [wire.TOKEN]: this.root.dataset.token ?? "",
      [wire.URL]: location.pathname + location.search,
      [wire.SEQ]: this.seen_,
      [wire.ACK]: this.outbox.acked,
      ...(params && { [wire.PARAMS]: typeof params === "function" ? params() : params }),
    });
  }

  private lost_(): void {
    if (this.link_ === Link.down && this.root.classList.contains("lv-disconnected")) return;
    this.link_ = Link.down;
    this.setState_(false);
    emit("disconnected", this.root);
    this.hooks_.call("disconnected");
  }

  private setState_(connected: boolean): void {
    this.root.classList.toggle("lv-connected", connected);
    this.root.classList.toggle("lv-disconnected", !connected);
  }

  private receive_(text: string): void {
    const [seq, ack, kind, payload] = JSON.parse(text) as Frame;
    const rest = payload ?? {};
    if (kind === wire.KIND_PONG) return;
    if (kind === wire.KIND_RELOAD) return this.reload_(rest);
    define(rest[wire.TEMPLATES]);
    const refused = kind === wire.KIND_ERROR && rest[wire.ID] ? rest[wire.ID] : 0;
    const answered = this.outbox.take(ack, refused);
    answered.forEach(({ applied }) => applied?.());
    const done = this.hooks_.watching(() => this.show_(seq, kind, rest));
    settle();
    if (done && (kind === wire.KIND_FULL || kind === wire.KIND_SKELETON)) this.joined_();
    this.hooks_.changed();
    if (kind === wire.KIND_ERROR) this.failed_(rest);
    this.answer_(answered, rest, refused);
    for (const [name, detail] of rest[wire.PAGE_EVENTS] ?? []) this.hooks_.deliver(name, detail);
    if (rest[wire.ASK_ACK]) this.control_(wire.CONFIRM);
    if (kind === wire.KIND_NAVIGATE) this.navigate_(rest);
  }

  /** Writes what a frame says to the page. False: it could not be used. */
  private show_(seq: number, kind: string, payload: Payload): boolean {
    const whole = kind === wire.KIND_FULL || kind === wire.KIND_SKELETON;
    if (seq && !whole && seq !== this.seen_ + 1) {
      if (seq > this.seen_) this.askFull_(); // a frame is missing
      return false;
    }
    if (seq) this.seen_ = seq;
    try {
      if (kind === wire.KIND_FULL) {
        this.awaitsFull_ = false;
        this.view_.full(payload[wire.TREE]!, this.link_ === Link.joining);
      } else if (kind === wire.KIND_SKELETON) {
        if (!this.view_.adopt(payload[wire.TREE]!)) this.askFull_();
      } else if (kind === wire.KIND_DIFF && !this.awaitsFull_) this.view_.patch(payload[wire.DIFF]!);
      return true;
    } catch (error) {
      this.damaged_(error, kind === wire.KIND_FULL);
      return false;
    }
  }

  private damaged_(error: unknown, hopeless: boolean): void {
    emit("error", this.root, error);
    if (hopeless) this.connection_.reset();
    else this.askFull_();
  }

  private askFull_(): void {
    if (this.awaitsFull_) return;
    this.awaitsFull_ = true;
    this.control_(wire.RESEND);
  }

  /** The answer to a join has been applied; after a mere full tree nothing is to do. */
  private joined_(): void {
    if (this.link_ !== Link.joining) return;
    const again = this.everJoined_;
    this.link_ = Link.joined;
    this.everJoined_ = true;
    this.setState_(true);
    this.outbox.unanswered.forEach((outgoing) => this.transmit_(outgoing));
    this.hooks_.mountAll();
    emit("connected", this.root);
    if (again) {
      emit("reconnected", this.root);
      this.hooks_.call("reconnected");
    }
    recover(this);
  }

  private answer_(answered: Outgoing[], payload: Payload, refused: number): void {
    for (const { id, answer, refuse } of answered) {
      const refusal = id === refused ? payload : payload[wire.REFUSALS]?.[id];
      if (!refusal) answer?.(payload[wire.REPLIES]?.[id] ?? null);
      else {
        const error = new RefusedError(refusal);
        refuse?.(error);
        emit("error", this.root, error);
      }
    }
  }

  private failed_(payload: Payload): void {
    if (!payload[wire.ID]) emit("error", this.root, new RefusedError(payload));
  }

  /** A server that is going is not asked for a page: the next one answers the join with what to do. */
  private reload_(payload: Payload): void {
    if (payload[wire.REASON] === wire.RELOAD_SHUTDOWN) return this.connection_.reset();
    this.root.classList.add("lv-error");
    this.connection_.disconnect();
    reload(payload[wire.REASON], payload[wire.AFTER]);
  }

  private navigate_(payload: Payload): void {
    const url = new URL(payload[wire.TO]!, location.href);
    if (!/^https?:$/.test(url.protocol)) return;
    if (payload[wire.REPLACE]) location.replace(url);
    else location.assign(url);
  }
}
