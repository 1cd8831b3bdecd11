// lv-debounce (milliseconds, or "blur") and lv-throttle: fewer events, but never without the last one.
import { hold, release } from "./lock";

interface Waiting {
  element: Element;
  type: string;
  timer: number;
  fire: (() => void) | null; // null: a throttle at rest
}

const kDefaultMs = 300;
const kReason = 1; // of the edit lock

const waiting: Waiting[] = [];

const find = (element: Element, type: string): Waiting | undefined => waiting.find((entry) => entry.element === element && entry.type === type);

function end(entry: Waiting): void {
  clearTimeout(entry.timer);
  waiting.splice(waiting.indexOf(entry), 1);
  if (!waiting.some(({ element, fire }) => element === entry.element && fire)) release(entry.element, kReason);
}

function run(entry: Waiting): void {
  const { element, fire } = entry;
  end(entry);
  if (element.isConnected) fire?.();
}

/** Calls `fire` at once, or as the attributes of `element` or, in their absence, of `bound` say. */
export function limit(element: Element, bound: Element, type: string, fire: () => void): void {
  const setting = (name: string) => element.getAttribute(name) ?? bound.getAttribute(name);
  const debounce = setting("lv-debounce");
  const throttle = setting("lv-throttle");
  if (debounce !== null) wait(element, type, debounce, fire);
  else if (throttle !== null) space(element, type, +throttle || kDefaultMs, fire);
  else fire();
}

function wait(element: Element, type: string, delay: string, fire: () => void): void {
  const known = find(element, type);
  if (known) end(known);
  const entry: Waiting = { element, type, timer: 0, fire };
  if (delay !== "blur") entry.timer = window.setTimeout(() => run(entry), +delay || kDefaultMs);
  waiting.push(entry);
  hold(element, kReason);
}

function space(element: Element, type: string, delay: number, fire: () => void): void {
  const known = find(element, type);
  if (known) {
    known.fire = fire;
    hold(element, kReason);
    return;
  }
  rest(element, type, delay);
  fire();
}

function rest(element: Element, type: string, delay: number): void {
  const entry: Waiting = { element, type, timer: 0, fire: null };
  entry.timer = window.setTimeout(() => {
    const { fire } = entry;
    end(entry);
    if (!fire || !element.isConnected) return;
    rest(element, type, delay);
    fire();
  }, delay);
  waiting.push(entry);
}

/** Sends now what waits at the elements chosen, in the order it came. */
export function flush(chosen: (element: Element) => boolean): void {
  for (const entry of [...waiting]) if (entry.fire && chosen(entry.element)) run(entry);
}
