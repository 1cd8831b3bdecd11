// What the notice says. A page in another language gives its own words, with liveView.configure({ notice: { away: "..." } }) or, without any
// script, with an element: <meta data-live-notice data-away="Verbindung verloren. Verbinde neu…" data-now="Jetzt">. data-live-notice="off"
// is the same as configure({ notice: false }).
import { options } from "./options";

export interface Words {
  away: string;
  /** `{}` is the number of seconds. */
  next: string;
  trying: string;
  now: string;
  offline: string;
  failing: string;
  again: string;
}

const kWords: Words = {
  away: "Connection lost. Reconnecting…",
  next: "Next attempt in {} s",
  trying: "Trying now…",
  now: "Try now",
  offline: "You are offline. Waiting for the network…",
  failing: "This page keeps failing.",
  again: "Load again",
};

/** Null: no notice is wanted. */
export function words(): Words | null {
  const given = document.querySelector<HTMLElement>("[data-live-notice]")?.dataset;
  if (!options.notice || given?.liveNotice === "off") return null;
  return { ...kWords, ...(options.notice as object), ...given };
}
