// Says that the connection is away, once it has been for a while and somebody looks; and that a page keeps failing. One notice a page.
import { makeCard, type Card } from "./card";
import { liveViews } from "./live_views";
import { words } from "./words";

const kQuiet = 1000; // cuts shorter than this are not worth a word
const kLong = 5000; // from here on it tells when it tries again, and offers to do so at once

let card: Card | null = null;
let failing = false;
let since = 0; // when somebody could see that it is away; 0: it is not
let timer = 0;

/** Looks whether a view is away. To be called when that may have changed. */
export function showAway(): void {
  const waits = [...liveViews.values()].map((live) => live.untilNext()).filter((wait) => wait !== null);
  if (failing) return;
  clearTimeout(timer);
  if (!waits.length) {
    card?.remove();
    card = null;
    since = 0;
    return;
  }
  if (document.hidden) {
    if (!card) since = 0;
    return;
  }
  since ||= performance.now();
  const past = performance.now() - since;
  if (past >= kQuiet) show(past, Math.min(...waits));
  timer = window.setTimeout(showAway, past < kQuiet ? kQuiet - past : 1000);
}

function show(past: number, wait: number): void {
  const text = words();
  if (!text) return;
  if (!card) {
    card = makeCard();
    card.say(navigator.onLine ? text.away : text.offline, "status");
  }
  if (past < kLong) return;
  card.detail(!navigator.onLine ? "" : wait ? text.next.replace("{}", `${Math.ceil(wait / 1000)}`) : text.trying);
  card.button(text.now, () => {
    for (const { connection } of liveViews.values()) if (connection.untilNext() !== null) connection.hurry();
    showAway();
  });
}

/** Stays until the page is loaded. */
export function showFailing(): void {
  const text = words();
  if (!text || failing) return;
  failing = true;
  clearTimeout(timer);
  card ??= makeCard();
  card.detail("");
  card.say(text.failing, "alert");
  card.button(text.again, () => location.reload());
}

document.addEventListener("visibilitychange", showAway);
