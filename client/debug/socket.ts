// A WebSocket that can be slow and tells what goes over it.
import { record } from "./log";

let latencyMs = 0;

/** Delays every message by half of `roundTripMs` in each direction; 0: not at all. */
export function latency(roundTripMs: number): void {
  latencyMs = roundTripMs / 2;
}

/** Delays calls without changing their order. */
class Lane {
  private last_ = 0;

  later(work: () => void): void {
    const due = Math.max(performance.now() + latencyMs, this.last_);
    this.last_ = due;
    setTimeout(work, due - performance.now());
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
