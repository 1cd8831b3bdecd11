// Hooks: code of the page bound to elements by `lv-hook="Name"`.
//
//   liveView.registerHook("Chart", {
//     mounted() { this.handleEvent("point", (p) => draw(this.el, p)); },
//     updated() {}, destroyed() {}, disconnected() {}, reconnected() {},
//   });
//
// `updated` is called after a patch that wrote to the element or inside it. Nothing is observed while no hook is registered. The library's
// own hooks come when a page first needs them: the element says from where, lv-src="/_golive/chart-0a1b2c3d4e5f.js".
import type { LiveView } from "./live_view";
import { guarded } from "./signals";

type Callback = "mounted" | "updated" | "destroyed" | "disconnected" | "reconnected";

export type HookDefinition = { [name in Callback]?: (this: Hook) => void } & ThisType<Hook> & Record<string, unknown>;

export interface Hook {
  el: HTMLElement;
  pushEvent(event: string, payload?: unknown): Promise<unknown>;
  handleEvent(event: string, handler: (payload: unknown) => void): void;
  [name: string]: unknown;
}

interface Mounted {
  hook: Hook;
  handlers: [string, (payload: unknown) => void][];
}

export const definitions = new Map<string, HookDefinition>();

const observer = new MutationObserver(() => {}); // its records are taken at once

export class Hooks {
  private mounted_ = new Map<Element, Mounted>();

  constructor(private live_: LiveView) {}

  /** Watches what `frame` will change. False: nobody would ask. */
  watch(frame: string): boolean {
    const asked = definitions.size > 0 || frame.includes("lv-src");
    if (asked) observer.observe(this.live_.root, { subtree: true, childList: true, attributes: true, characterData: true });
    return asked;
  }

  /** What has changed since watch(). */
  changes(): MutationRecord[] {
    const records = observer.takeRecords();
    observer.disconnect();
    return records;
  }

  /** Calls the hooks concerned by what a patch has changed. */
  changed(records: MutationRecord[]): void {
    if (!records.length) return;
    for (const element of [...this.mounted_.keys()]) {
      if (!element.isConnected) {
        this.call("destroyed", element);
        this.mounted_.delete(element);
      } else if (records.some(({ target }) => element.contains(target))) this.call("updated", element);
    }
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element && node.isConnected) this.mountIn(node);
    }
  }

  mountIn(top: Element): void {
    for (const element of [top, ...top.querySelectorAll("[lv-hook]")]) {
      const definition = definitions.get(element.getAttribute("lv-hook")!);
      const source = element.getAttribute("lv-src");
      if (!definition && /^\/_golive\//.test(source!)) void import(source!); // one of the library's own, which registers the hook
      if (!definition || this.mounted_.has(element)) continue;
      const handlers: Mounted["handlers"] = [];
      const hook = Object.assign(Object.create(definition) as Hook, {
        el: element as HTMLElement,
        pushEvent: this.live_.pushEvent.bind(this.live_),
        handleEvent: (...handler: Mounted["handlers"][0]) => handlers.push(handler),
      });
      this.mounted_.set(element, { hook, handlers });
      this.call("mounted", element);
    }
  }

  /** Calls a callback of the hook of one element, or of all. */
  call(callback: Callback, only?: Element): void {
    for (const [element, { hook }] of [...this.mounted_])
      if (!only || element === only) guarded(() => (hook[callback] as (() => void) | undefined)?.call(hook));
  }

  /** An event of the server for the page: `golive:NAME` on window, and handleEvent of the hooks. */
  deliver(event: string, payload: unknown): void {
    dispatchEvent(new CustomEvent(`golive:${event}`, { detail: payload }));
    for (const { handlers } of [...this.mounted_.values()]) {
      for (const [name, handler] of handlers) if (name === event) guarded(() => handler(payload));
    }
  }
}
