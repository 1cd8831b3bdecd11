// The log of what went up and down, in memory and, if asked for, on the console.

export interface Entry {
  at: number; // milliseconds since the page began
  way: "up" | "down";
  frame: unknown;
}

const kMost = 1000;
const entries: Entry[] = [];
let shown = false;

export const history = (): readonly Entry[] => entries;

export function log(on: boolean): void {
  shown = on;
}

export function record(way: Entry["way"], text: string): void {
  const entry: Entry = { at: Math.round(performance.now()), way, frame: JSON.parse(text) };
  entries.push(entry);
  if (entries.length > kMost) entries.shift();
  if (shown) console.debug("golive", way === "up" ? "->" : "<-", text);
}
