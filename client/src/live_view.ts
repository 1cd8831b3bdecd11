// One live view: its part of the page, its connection, its events. Frames are read here (docs/protocol.md "Down").
import { makeConnection, type Connection, type Listener } from "./connect";
import { recover } from "./events";
import { Hooks } from "./hooks";
import { settle } from "./lock";
import { options } from "./options";
import { showAway } from "./notice";
import { Outbox, refusal, type Outgoing } from "./outbox";
import { reload } from "./reload";
import { sessionStored, storeSession } from "./session";
import { emit, type Signal } from "./signals";
import { define } from "./templates";
import type { Frame, Payload } from "./tree";
import { View } from "./view";
import * as wire from "./wire_keys";

const enum Link {
  down,
  joining,
  joined,
}

export class LiveView implements Listener {
  readonly outbox = new Outbox();
  readonly hooks = new Hooks(this);
  readonly connection: Connection;
  private readonly view_: View;
  private link_ = Link.down;
  private joins_ = 0;
  private seen_ = 0; // newest frame applied
  private confirming_ = 0; // the animation frame that will
  private awaitsFull_ = false; // the page is damaged: diffs are worthless until a full tree comes

  constructor(readonly root: HTMLElement) {
    this.view_ = new View(root);
    this.connection = makeConnection(root.id, this);
    document.addEventListener("visibilitychange", () => this.seen());
  }

  get isJoined(): boolean {
    return this.link_ === Link.joined;
  }

  /** Milliseconds until the next attempt to connect, 0 during one; null: it is not away. */
  untilNext(): number | null {
    return this.isJoined ? null : this.connection.untilNext();
  }

  /** Sends an event now, or after the next join. Throws if it cannot be sent: see Outbox.add(). */
  send(event: string, payload: unknown): Outgoing {
    const outgoing = this.outbox.add(event, payload);
    if (this.isJoined) this.transmitEvent_(outgoing);
    return outgoing;
  }

  pushEvent(event: string, payload: unknown = null): Promise<unknown> {
    return new Promise((answer, refuse) => Object.assign(this.send(event, payload), { answer, refuse }));
  }

  transmit(id: 0, event: string, payload: unknown = null): void {
    this.connection.send(JSON.stringify([id, event, payload, this.seen_]));
  }

  private transmitEvent_({ id, text }: Outgoing): void {
    this.connection.send(`[${id},${text},${this.seen_}]`);
  }

  private emit_(signal: Signal, error?: unknown, event?: string): void {
    emit(signal, { root: this.root, error, event });
  }

  opened(): void {
    this.link_ = Link.joining;
    this.transmit(0, wire.JOIN, {
      [wire.TOKEN]: this.root.dataset.token,
      [wire.URL]: location.pathname + location.search,
      [wire.SEQ]: this.seen_,
      [wire.ACK]: this.outbox.acked,
      [wire.PARAMS]: joinParams(),
    });
  }

  lost(): void {
    this.link_ = Link.down;
    showAway();
    if (!this.show_("lv-disconnected")) return;
    this.emit_("disconnected");
    this.hooks.call("disconnected");
  }

  /** All that is kept was sent on this connection: if the biggest event is not refused, it ends the next one too, and so on. */
  tooBig(): void {
    const biggest = this.isJoined && this.outbox.takeBiggest();
    if (!biggest) return;
    biggest.applied?.();
    biggest.refuse?.(this.failed_({ code: "too_big", message: `${biggest.size} bytes are too many for the server` }, biggest.event));
  }

  /** Shows the state of the connection as a class of the root. False: it shows it already. */
  private show_(state: string): boolean {
    const { classList } = this.root;
    if (classList.contains(state)) return false;
    classList.remove("lv-connected", "lv-disconnected", "lv-error");
    classList.add(state);
    return true;
  }

  received(text: string): void {
    const frame = JSON.parse(text) as Frame;
    const seq = frame[0]; // one by one: to take an array apart is slow until it is compiled
    const ack = frame[1];
    const kind = frame[2];
    const payload = frame[3] ?? {};
    if (kind === wire.KIND_RELOAD) return this.reload_(ack, payload);
    const failed = kind === wire.KIND_ERROR ? payload : null;
    const begins = kind === wire.KIND_FULL || kind === wire.KIND_SKELETON; // in answer to a join any number may stand on these
    const known = !!seq && seq <= this.seen_ && (!begins || this.isJoined); // sent again
    if (payload[wire.TEMPLATES]) define(payload[wire.TEMPLATES]);
    const answered = this.outbox.take(ack, failed?.[wire.ID]);
    for (let i = 0; i < answered.length; i++) answered[i].applied?.();
    const watched = !known && this.hooks.watch(text);
    if (!known) this.apply_(seq, kind, payload);
    const records = watched ? this.hooks.changes() : null;
    settle();
    if (seq && this.link_ === Link.joining) this.joined_(begins && seq === 1);
    if (records) this.hooks.changed(records);
    if (answered.length) this.answer_(answered, payload, failed);
    if (failed && !failed[wire.ID]) this.failed_(failed);
    if (payload[wire.ASK_ACK]) this.confirm_();
    if (known) return;
    if (payload[wire.PAGE_EVENTS]) for (const [name, detail] of payload[wire.PAGE_EVENTS]) this.hooks.deliver(name, detail);
    if (payload[wire.SESSION]) storeSession(payload[wire.SESSION]);
    if (kind === wire.KIND_NAVIGATE) void sessionStored().then(() => this.navigate_(payload));
  }

  private answer_(answered: readonly Outgoing[], payload: Payload, failed: Payload | null): void {
    for (const { id, event, answer, refuse } of answered) {
      const refused = payload[wire.REFUSALS]?.[id] ?? (failed?.[wire.ID] === id && failed);
      if (refused) refuse?.(this.failed_(refused, event));
      else answer?.(payload[wire.REPLIES]?.[id] ?? null);
    }
  }

  /** When the page is painted: a browser that is busy, or hidden, is not sent more than it can show. */
  private confirm_(): void {
    this.confirming_ ||= requestAnimationFrame(this.painting_);
  }

  private readonly painting_ = () => {
    this.confirming_ = 0;
    this.connection.send(`[0,"${wire.CONFIRM}",null,${this.seen_}]`, false);
  };

  /** Somebody looks at the page, or nobody does: the server rests. */
  seen(): void {
    if (this.isJoined) this.transmit(0, document.hidden ? wire.HIDE : wire.SHOW);
  }

  private failed_(what: Payload, event?: string): Error {
    const error = refusal(what);
    this.emit_("error", error, event);
    return error;
  }

  /** Writes what a frame says to the page. */
  private apply_(seq: number, kind: string, payload: Payload): void {
    const full = kind === wire.KIND_FULL;
    if (seq && !full && kind !== wire.KIND_SKELETON && seq !== this.seen_ + 1) return this.askFull_(); // a frame is missing
    this.seen_ = seq || this.seen_;
    try {
      if (full) this.view_.showTree(payload[wire.TREE]!, this.link_ === Link.joining);
      else if (kind === wire.KIND_SKELETON && !this.view_.adopt(payload[wire.TREE]!)) this.askFull_();
      else if (kind === wire.KIND_DIFF && !this.awaitsFull_) this.view_.patch(payload[wire.DIFF]!);
      if (full) this.awaitsFull_ = false;
    } catch (cause) {
      this.emit_("error", Error("a frame does not fit the page   all is sent again; does a script change what the view shows?", { cause }));
      this.askFull_();
      if (full) this.connection.retry();
    }
  }

  /** While joining it is asked for when the join is done. */
  private askFull_(): void {
    if (!this.awaitsFull_ && this.isJoined) this.transmit(0, wire.RESEND);
    this.awaitsFull_ = true;
  }

  /** The first numbered frame after a join has been applied. `fresh`: of a view that was mounted for it and knows nothing of this page. */
  private joined_(fresh: boolean): void {
    this.link_ = Link.joined;
    this.connection.joined();
    if (document.hidden) this.seen();
    showAway();
    this.show_("lv-connected");
    if (this.awaitsFull_) this.transmit(0, wire.RESEND);
    for (const outgoing of this.outbox.kept) {
      this.transmitEvent_(outgoing);
      outgoing.sent?.();
    }
    this.hooks.mountIn(this.root);
    this.emit_("connected");
    const first = !this.joins_++;
    if (!first) {
      this.emit_("reconnected");
      this.hooks.call("reconnected");
    }
    if (fresh || first) recover(this.root, this.outbox.kept);
  }

  /**
   * A server that is going is not asked for a page: the next one answers the join with what to do. A view that crashed is joined afresh,
   * without the event that did it; what was typed stays. A page that is stale is loaded.
   */
  private reload_(ack: number, { [wire.REASON]: reason = "error", [wire.AFTER]: after }: Payload): void {
    if (reason === wire.RELOAD_SHUTDOWN) return this.connection.retry(after);
    const crashed = reason === wire.RELOAD_CRASH;
    if (crashed) this.lost();
    else this.connection.disconnect();
    this.root.classList.add("lv-error");
    for (const outgoing of this.outbox.take(ack)) {
      outgoing.applied?.();
      outgoing.refuse?.(refusal({ code: reason }));
    }
    reload(() => (crashed ? this.link_ || this.opened() : location.reload()), reason, after);
  }

  private navigate_(payload: Payload): void {
    const url = new URL(payload[wire.TO]!, location.href);
    if (/^http/.test(url.protocol)) location[payload[wire.REPLACE] ? "replace" : "assign"](url);
  }
}

/** What the page says of itself at a join; its own `params` go before ours. */
function joinParams(): object {
  const { params } = options;
  return {
    [wire.TIME_ZONE]: Intl.DateTimeFormat().resolvedOptions().timeZone,
    [wire.LOCALE]: navigator.language,
    ...(typeof params === "function" ? params() : params),
  };
}
