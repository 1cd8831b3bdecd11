// What the server takes in one message. What is over it ends the connection, so it must not leave the page.
import * as wire from "./wire_keys";

const kFrame = 64; // bytes of a message beside name and payload: numbers and punctuation
const kLevels = 1; // the message's own brackets
const kValues = 4 + wire.MAX_DEPTH; // its members; the server counts a name while it reads the value

const encoder = new TextEncoder();

export const sizeOf = (text: string): number => encoder.encode(text).length;

/** Which limit an event is over, in words; "": none. `text`: its name and payload, as JSON; `size`: its bytes. */
export function excess(text: string, size: number): string {
  if (size + kFrame > wire.MAX_MESSAGE_BYTES) return `${size} bytes, more than ${wire.MAX_MESSAGE_BYTES}`;
  let depth = kLevels;
  let deepest = 0;
  let values = kValues;
  const parts = text.replace(/\\./g, "").split('"'); // every other part stands outside of strings
  for (let i = 0; i < parts.length; i += 2) {
    for (const c of parts[i]) {
      if (c === "," || c === "[" || c === "{") values++;
      if (c === "[" || c === "{") deepest = Math.max(deepest, ++depth);
      if (c === "]" || c === "}") depth--;
    }
  }
  if (values > wire.MAX_VALUES) return `more than ${wire.MAX_VALUES} values`;
  return deepest > wire.MAX_DEPTH ? `more than ${wire.MAX_DEPTH} levels` : "";
}
