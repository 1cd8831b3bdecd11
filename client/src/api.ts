// window.liveView: what the page's own scripts can do.
//
// Scripts that may run before this one leave their calls in a queue; after loading, push() runs them at once:
//
//   (window.liveView ??= []).push((liveView) => liveView.registerHook("Chart", { mounted() {} }));
import { definitions, type HookDefinition } from "./hooks";
import { findLiveViews, liveViews } from "./live_views";
import { configure } from "./options";
import { guarded, off, on } from "./signals";

export interface Api {
  /** Sends an event to the page's (first) view. Resolves with what its handler returned; rejects with an Error that has a `code`. */
  pushEvent(event: string, payload?: unknown): Promise<unknown>;
  registerHook(name: string, definition: HookDefinition): void;
  on: typeof on;
  off: typeof off;
  configure: typeof configure;
  connect(): void;
  disconnect(): void;
  push(call: (liveView: Api) => void): void;
}

export const api: Api = {
  async pushEvent(event, payload) {
    const [live] = liveViews.values();
    return live.pushEvent(event, payload);
  },
  registerHook(name, definition) {
    definitions.set(name, definition);
    for (const { isJoined, hooks, root } of liveViews.values()) if (isJoined) hooks.mountIn(root);
  },
  on,
  off,
  configure,
  connect() {
    findLiveViews();
    for (const { connection } of liveViews.values()) connection.connect();
  },
  disconnect() {
    for (const { connection } of liveViews.values()) connection.disconnect();
  },
  push(call) {
    guarded(() => call(api));
  },
};

export function publish(): void {
  const host = window as { liveView?: unknown };
  const queued = host.liveView;
  host.liveView = api;
  if (Array.isArray(queued)) queued.forEach(api.push);
}
