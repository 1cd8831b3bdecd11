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
  if (element.isConnected) fire?.();
}

/** Calls `fire` at once, or as the attributes of `element` or, in their absence, of `bound` say. */
export function limit(element: Element, bound: Element, type: string, fire: () => void): void {
  const setting = (name: string) => element.getAttribute(name) ?? bound.getAttribute(name);
  const debounce = /^(input|change)$/.test(type) ? setting("lv-debounce") : null;
  const throttle = setting("lv-throttle");
  const known = waiting.find((entry) => entry.element === element && entry.type === type);
  const start = (delay: string, pending: Waiting["fire"], ended: (entry: Waiting) => void) => {
    const entry: Waiting = { element, type, timer: 0, fire: pending };
    if (delay !== "blur") entry.timer = window.setTimeout(() => ended(entry), +delay || kDefaultMs);
    waiting.push(entry);
    if (pending) hold(element, entry);
  };
  const space = () =>
    start(throttle!, null, (entry) => {
      if (entry.fire) space();
      run(entry);
    });

  if (debounce !== null) {
    if (known) known.fire = null;
    if (known) run(known);
    start(debounce, fire, run);
  } else if (throttle === null) fire();
  else if (known) {
    known.fire = fire;
    hold(element, known);
  } else {
    space();
    fire();
  }
}

/** Sends now what waits at the elements chosen, in the order it came. */
export function flush(chosen: (element: Element) => boolean): void {
  for (const entry of waiting) if (entry.fire && chosen(entry.element)) run(entry);
}
