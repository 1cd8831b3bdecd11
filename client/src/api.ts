// window.liveView: what the page's own scripts can do.
//
// Scripts that may run before this one leave their calls in a queue; after loading, push() runs them at once:
//
//   (window.liveView ??= []).push((liveView) => liveView.registerHook("Chart", { mounted() {} }));
import { registerHook, type HookDefinition } from "./hooks";
import { findLiveViews, liveViewOf, liveViews } from "./live_views";
import { configure } from "./options";
import { guarded, off, on } from "./signals";
import { RefusedError } from "./outbox";

export interface Api {
  pushEvent(event: string, payload?: unknown): Promise<unknown>;
  pushEventFrom(element: Element, event: string, payload?: unknown): Promise<unknown>;
  registerHook(name: string, definition: HookDefinition): void;
  on: typeof on;
  off: typeof off;
  configure: typeof configure;
  connect(): void;
  disconnect(): void;
  push(call: (liveView: Api) => void): void;
}

export const api: Api = {
  /** Sends an event to the page's (first) view. Resolves with what its handler returned, rejects if it was refused. */
  pushEvent(event: string, payload: unknown = null): Promise<unknown> {
    const [live] = liveViews.values();
    return live ? live.pushEvent(event, payload) : Promise.reject(new RefusedError({ code: "no_view", message: "no live view in this page" }));
  },
  /** The same for the view that holds `element`. */
  pushEventFrom(element: Element, event: string, payload: unknown = null): Promise<unknown> {
    return liveViewOf(element)?.pushEvent(event, payload) ?? api.pushEvent(event, payload);
  },
  registerHook(name: string, definition: HookDefinition): void {
    registerHook(name, definition);
    for (const live of liveViews.values()) live.syncHooks();
  },
  on,
  off,
  configure,
  connect(): void {
    findLiveViews();
    for (const live of liveViews.values()) live.connect();
  },
  disconnect(): void {
    for (const live of liveViews.values()) live.disconnect();
  },
  push(call: (liveView: Api) => void): void {
    guarded(() => call(api));
  },
};

export function publish(): void {
  const host = window as { liveView?: unknown };
  const queued = host.liveView;
  host.liveView = api;
  if (Array.isArray(queued)) queued.forEach(api.push);
}
