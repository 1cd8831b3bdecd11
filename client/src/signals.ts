// What the page can listen to: liveView.on("connected" | "disconnected" | "reconnected" | "error", handler).

export type Signal = "connected" | "disconnected" | "reconnected" | "error";
export type Handler = (detail: { root: HTMLElement; error?: unknown }) => void;

const handlers = new Map<string, Set<Handler>>();

export function on(signal: Signal, handler: Handler): void {
  handlers.set(signal, (handlers.get(signal) ?? new Set()).add(handler));
}

export function off(signal: Signal, handler: Handler): void {
  handlers.get(signal)?.delete(handler);
}

/** A handler that throws is reported and harms no other. */
export function emit(signal: Signal, root: HTMLElement, error?: unknown): void {
  for (const handler of handlers.get(signal) ?? []) guarded(() => handler({ root, error }));
  if (signal === "error") console.warn("golive:", error);
}

/** Runs code of the page: what it throws is reported as usual, later. */
export function guarded(work: () => void): void {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
}
