// Events on their way: numbered, kept until answered, sent again after a rejoin. Each gets exactly one answer, in order.
import type { Refusal } from "./tree";
import { excess, sizeOf } from "./limits";
import * as wire from "./wire_keys";

export interface Outgoing {
  id: number;
  event: string;
  text: string; // name and payload as they travel
  size: number; // of `text`, in bytes
  element?: Element;
  /** The control whose edit it is. */
  control?: Element;
  /** Called each time it goes out. */
  sent?(): void;
  /** Called once when the server has applied or refused it, before the effect is shown. */
  applied?(): void;
  /** Called once, when the effect is shown. */
  answer?(value: unknown): void;
  refuse?(error: Error): void;
}

// Kept until they are answered, thus also while there is no connection. They go out all at once: a server whose handlers are slow must be
// able to queue them.
const kMost = 1000;
const kMostBytes = wire.MAX_MESSAGE_BYTES;

const kNone: readonly Outgoing[] = [];

export const refusal = ({ code = "", message = code }: Partial<Refusal>): Error => Object.assign(Error(message), { code });

export class Outbox {
  private newest_ = 0;
  private bytes_ = 0; // of what is kept
  kept: Outgoing[] = [];
  acked = 0; // newest event known to be applied

  /** Throws what refuses an event that cannot be sent: the server would not take it (`too_big`), or too many wait already (`offline`). */
  add(event: string, payload: unknown): Outgoing {
    const text = `${JSON.stringify(`${event}`)},${JSON.stringify(payload) ?? null}`;
    const size = sizeOf(text);
    const reason = excess(text, size);
    if (reason) throw refusal({ code: "too_big", message: `'${event.slice(0, 40)}' was not sent: ${reason}` });
    if (this.kept.length >= kMost || this.bytes_ + size > kMostBytes)
      throw refusal({ code: "offline", message: `'${event}' was not sent: ${this.kept.length} events wait already` });
    const outgoing = { id: ++this.newest_, event, text, size };
    this.kept.push(outgoing);
    this.bytes_ += size;
    return outgoing;
  }

  /** Takes out the biggest one. */
  takeBiggest(): Outgoing | undefined {
    const [biggest] = [...this.kept].sort((a, b) => b.size - a.size);
    return biggest && this.take(0, biggest.id)[0];
  }

  /** Takes out the events that a frame answers: all up to `ack`, and `single` by itself. */
  take(ack: number, single?: number): readonly Outgoing[] {
    this.acked = Math.max(this.acked, ack);
    if (!this.kept.length) return kNone;
    const taken: Outgoing[] = [];
    this.kept = this.kept.filter((outgoing) => {
      if (outgoing.id > ack && outgoing.id !== single) return true;
      this.bytes_ -= outgoing.size;
      taken.push(outgoing);
      return false;
    });
    return taken;
  }
}
