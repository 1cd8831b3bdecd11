// What the page can listen to: liveView.on("connected" | "disconnected" | "reconnected" | "error", handler).

export type Signal = "connected" | "disconnected" | "reconnected" | "error";

export interface Detail {
  root: HTMLElement;
  error?: unknown;
  event?: string | undefined; // the one that was refused
}

let handlers: [Signal, (detail: Detail) => void][] = [];

export function on(signal: Signal, handler: (detail: Detail) => void): void {
  handlers.push([signal, handler]);
}

export function off(signal: Signal, handler: (detail: Detail) => void): void {
  handlers = handlers.filter(([name, known]) => name !== signal || known !== handler);
}

export function emit(signal: Signal, detail: Detail): void {
  const { error, event } = detail;
  if (signal === "error") console.warn("golive:", ...(event ? [`'${event}' was refused:`, (error as Error).message] : [error]));
  for (const [name, handler] of handlers) if (name === signal) guarded(() => handler(detail));
}

/** Runs code of the page: what it throws is reported as usual and harms nothing else. */
export function guarded(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
}
