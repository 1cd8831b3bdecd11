// Events on their way: numbered, kept until answered, sent again after a rejoin. Each gets exactly one answer, in order.
import type { Refusal } from "./tree";

export interface Outgoing {
  id: number;
  event: string;
  payload: unknown;
  element?: Element;
  /** Called each time it goes out. */
  sent?(): void;
  /** Called once when the server has applied or refused it, before the effect is shown. */
  applied?(): void;
  /** Called once, when the effect is shown. */
  answer?(value: unknown): void;
  refuse?(error: Error): void;
}

const kMost = 1000; // kept while there is no connection

export const refusal = ({ code = "", message = code }: Partial<Refusal>): Error => Object.assign(Error(message), { code });

export class Outbox {
  private newest_ = 0;
  kept: Outgoing[] = [];
  acked = 0; // newest event known to be applied

  /** Null: too many wait already. */
  add(event: string, payload: unknown): Outgoing | null {
    if (this.kept.length >= kMost) return null;
    const outgoing = { id: ++this.newest_, event, payload };
    this.kept.push(outgoing);
    return outgoing;
  }

  /** Takes out the events that a frame answers: all up to `ack`, and `single` by itself. */
  take(ack: number, single?: number): Outgoing[] {
    this.acked = Math.max(this.acked, ack);
    const taken = this.kept.filter(({ id }) => id <= ack || id === single);
    this.kept = this.kept.filter((outgoing) => !taken.includes(outgoing));
    return taken;
  }
}
