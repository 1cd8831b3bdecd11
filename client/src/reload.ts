// Loads the page afresh when the server asks for it; a page that keeps failing stops and says so.

const kKey = "golive:reloads"; // times of the reloads of the last minute, in sessionStorage
const kWindow = 60_000;
const kMost = 5;
const kStep = 250;

let underWay = false;

/** `after`: milliseconds to wait at least. Waits longer, and at random, the more often it happens. */
export function reload(reason = "error", after = 0): void {
  if (underWay) return;
  underWay = true;
  let recent: number[] = [];
  try {
    recent = (JSON.parse(sessionStorage[kKey] ?? "[]") as number[]).filter((time) => Date.now() - time < kWindow);
    sessionStorage[kKey] = JSON.stringify([...recent, Date.now()]);
  } catch {
    // storage is denied: reloads are not counted
  }
  if (recent.length < kMost) setTimeout(() => location.reload(), after + Math.random() * kStep * 2 ** recent.length);
  else giveUp(reason);
}

/** Shows the page's own `.lv-crashed` element, or else a plain one. */
function giveUp(reason: string): void {
  let message = document.querySelector<HTMLElement>(".lv-crashed");
  if (!message) {
    message = document.createElement("p");
    message.className = "lv-crashed";
    message.role = "alert";
    message.append(`This page keeps failing: ${reason}`);
    document.body.prepend(message);
  }
  message.hidden = false;
}
