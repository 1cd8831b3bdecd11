// A WebSocket that can be slow and tells what goes over it.
import { record } from "./log";

let latencyMs = 0;

/** Delays every message by half of `roundTripMs` in each direction; 0: not at all. */
export function latency(roundTripMs: number): void {
  latencyMs = roundTripMs / 2;
}

/** Delays calls without changing their order: a timer runs the first that waits, since timers are rounded and may overtake each other. */
class Lane {
  private last_ = 0;
  private readonly waiting_: (() => void)[] = [];

  later(work: () => void): void {
    const now = performance.now();
    this.last_ = Math.max(now + latencyMs, this.last_);
    this.waiting_.push(work);
    setTimeout(() => this.waiting_.shift()!(), this.last_ - now);
  }
}

const Native = window.WebSocket;

class SlowSocket extends Native {
  private readonly up_ = new Lane();
  private readonly down_ = new Lane();
  private handler_: ((event: MessageEvent) => void) | null = null;

  override send(data: string): void {
    record("up", data);
    this.up_.later(() => this.readyState === Native.OPEN && super.send(data));
  }

  override get onmessage(): ((this: WebSocket, event: MessageEvent) => void) | null {
    return this.handler_;
  }

  override set onmessage(handler: ((event: MessageEvent) => void) | null) {
    this.handler_ = handler;
    super.onmessage =
      handler &&
      ((event: MessageEvent) => {
        this.down_.later(() => {
          if (this.handler_) record("down", event.data as string);
          this.handler_?.(event);
        });
      });
  }
}

export function install(): void {
  window.WebSocket = SlowSocket;
}
