// lv-debounce (of edits: milliseconds, or "blur") and lv-throttle (of any event): fewer events, but never without the last one.
import { hold, release } from "./lock";

interface Waiting {
  element: Element;
  type: string;
  timer: number;
  fire: (() => void) | null; // null: a throttle at rest
}

const kDefaultMs = 300;

let waiting: Waiting[] = [];

/** Ends the wait of `entry`, and calls what waits. */
function run(entry: Waiting): void {
  const { element, timer, fire } = entry;
  clearTimeout(timer);
  waiting = waiting.filter((other) => other !== entry);
  release(element, entry);
  fire?.();
}

/** Calls `fire` at once, or as the attributes of `element` or, in their absence, of `bound` say. */
export function limit(element: Element, bound: Element, type: string, fire: () => void): void {
  const setting = (name: string) => element.getAttribute(name) ?? bound.getAttribute(name);
  const debounce = /^(input|change)$/.test(type) ? setting("lv-debounce") : null;
  const delay = debounce ?? setting("lv-throttle");
  if (delay === null) return fire();
  const known = waiting.find((entry) => entry.element === element && entry.type === type);
  const entry = known ?? { element, type, timer: 0, fire: null };
  const throttles = debounce === null;
  const ended = () => {
    const last = entry.fire;
    if (throttles) entry.fire = null;
    run(entry);
    if (throttles && last) limit(element, bound, type, last); // it begins the next space
  };

  if (!known) waiting.push(entry);
  if (throttles && !known) fire();
  else {
    entry.fire = fire;
    hold(element, entry);
  }
  if (throttles && known) return;
  clearTimeout(entry.timer);
  if (delay !== "blur") entry.timer = window.setTimeout(ended, +delay || kDefaultMs);
}

/** Sends now what waits at these elements, in the order it came. */
export function flush(elements: Element[]): void {
  for (const entry of waiting) if (entry.fire && elements.includes(entry.element)) run(entry);
}
