// Hooks: code of the page bound to elements by `lv-hook="Name"`.
//
//   liveView.registerHook("Chart", {
//     mounted() { this.handleEvent("point", (p) => draw(this.el, p)); },
//     updated() {}, destroyed() {}, disconnected() {}, reconnected() {},
//   });
//
// `updated` is called after a patch that wrote to the element or inside it. Nothing is observed while no hook is mounted.
import { guarded } from "./signals";
import type { LiveView } from "./live_view";

type Callback = "mounted" | "updated" | "destroyed" | "disconnected" | "reconnected";
export type HookDefinition = { [name in Callback]?: (this: Hook) => void } & ThisType<Hook> & Record<string, unknown>;

export interface Hook {
  el: HTMLElement;
  pushEvent(event: string, payload?: unknown): Promise<unknown>;
  handleEvent(event: string, handler: (payload: unknown) => void): void;
  [name: string]: unknown;
}

interface Mounted {
  name: string;
  hook: Hook;
  handlers: Map<string, Set<(payload: unknown) => void>>;
}

const definitions = new Map<string, HookDefinition>();

export function registerHook(name: string, definition: HookDefinition): void {
  definitions.set(name, definition);
}

export class Hooks {
  private mounted_ = new Map<Element, Mounted>();
  private records_: MutationRecord[] = [];
  private observer_ = new MutationObserver(() => {}); // records are taken where they arise

  constructor(private live_: LiveView) {}

  /** Runs `patch` and remembers what it changed. */
  watching<T>(patch: () => T): T {
    const idle = !definitions.size;
    if (idle) return patch();
    this.observer_.observe(this.live_.root, { subtree: true, childList: true, attributes: true, characterData: true });
    try {
      return patch();
    } finally {
      this.records_.push(...this.observer_.takeRecords());
      this.observer_.disconnect();
    }
  }

  /** Calls the hooks concerned by what the last patch changed. */
  changed(): void {
    const { records_: records } = this;
    this.records_ = [];
    if (!records.length) return;
    for (const [element, { name }] of [...this.mounted_]) {
      if (!element.isConnected || element.getAttribute("lv-hook") !== name) this.destroy_(element);
      else if (records.some(({ target }) => element.contains(target))) this.callOne_(element, "updated");
    }
    for (const { addedNodes, target, attributeName } of records) {
      addedNodes.forEach((node) => node instanceof Element && node.isConnected && this.mountIn_(node));
      if (attributeName === "lv-hook") this.mount_(target as HTMLElement);
    }
  }

  mountAll(): void {
    this.mountIn_(this.live_.root);
  }

  call(callback: Callback): void {
    for (const element of [...this.mounted_.keys()]) this.callOne_(element, callback);
  }

  /** An event of the server for the page: `golive:NAME` on window, and handleEvent of the hooks. */
  deliver(name: string, payload: unknown): void {
    window.dispatchEvent(new CustomEvent(`golive:${name}`, { detail: payload }));
    for (const { handlers } of [...this.mounted_.values()]) handlers.get(name)?.forEach((handler) => guarded(() => handler(payload)));
  }

  private mountIn_(top: Element): void {
    this.mount_(top as HTMLElement);
    top.querySelectorAll<HTMLElement>("[lv-hook]").forEach((element) => this.mount_(element));
  }

  private mount_(element: HTMLElement): void {
    const name = element.getAttribute("lv-hook");
    const definition = name && definitions.get(name);
    if (!definition || this.mounted_.has(element)) return;
    const handlers: Mounted["handlers"] = new Map();
    const hook = Object.assign(Object.create(definition) as Hook, {
      el: element,
      pushEvent: (event: string, payload?: unknown) => this.live_.pushEvent(event, payload),
      handleEvent: (event: string, handler: (payload: unknown) => void) => {
        handlers.set(event, (handlers.get(event) ?? new Set()).add(handler));
      },
    });
    this.mounted_.set(element, { name, hook, handlers });
    this.callOne_(element, "mounted");
  }

  private destroy_(element: Element): void {
    this.callOne_(element, "destroyed");
    this.mounted_.delete(element);
  }

  private callOne_(element: Element, callback: Callback): void {
    const hook = this.mounted_.get(element)?.hook;
    const work = hook?.[callback] as (() => void) | undefined;
    if (work) guarded(() => work.call(hook));
  }
}
