// Events on their way: numbered, kept until answered, sent again after a rejoin. Each gets exactly one answer, in order.
import type { Refusal } from "./tree";

export interface Outgoing {
  id: number;
  event: string;
  payload: unknown;
  /** Called each time the event goes out. */
  sent?: () => void;
  /** Called once, when the event has been applied by the server, before its effect is shown. */
  applied?: () => void;
  /** Called once, when its effect is shown. */
  answer?: (value: unknown) => void;
  refuse?: (error: Error) => void;
}

const kMost = 1000; // kept while there is no connection

export class Outbox {
  private newest_ = 0;
  private kept_: Outgoing[] = [];
  acked = 0; // newest event known to be applied

  /** Null: too many wait already. */
  add(event: string, payload: unknown): Outgoing | null {
    if (this.kept_.length >= kMost) return null;
    const outgoing = { id: ++this.newest_, event, payload };
    this.kept_.push(outgoing);
    return outgoing;
  }

  get unanswered(): readonly Outgoing[] {
    return this.kept_;
  }

  isOpen(id: number): boolean {
    return this.kept_.some((outgoing) => outgoing.id === id);
  }

  /** Takes out the events that a frame answers: all up to `ack`, and `single` by itself. */
  take(ack: number, single = 0): Outgoing[] {
    this.acked = Math.max(this.acked, ack);
    const taken = this.kept_.filter(({ id }) => id <= ack || id === single);
    if (taken.length) this.kept_ = this.kept_.filter((outgoing) => !taken.includes(outgoing));
    return taken;
  }
}

export class RefusedError extends Error {
  readonly code: string;
  constructor({ code, message }: Partial<Refusal>) {
    super(message ?? "refused");
    this.name = "RefusedError";
    this.code = code ?? "";
  }
}
