// Loads the page afresh when the server asks for it; a page that keeps failing stops and says so.

const kKey = "golive:reloads"; // times of the reloads of the last minute, in sessionStorage
const kWindow = 60_000;
const kMost = 5;
const kStep = 250;

let underWay = false;

/** `after`: milliseconds to wait at least. Waits longer, and at random, the more often it happens. */
export function reload(reason = "", after = 0): void {
  if (underWay) return;
  underWay = true;
  const recent = recentReloads();
  if (recent.length >= kMost) return giveUp(reason);
  remember([...recent, Date.now()]);
  setTimeout(() => location.reload(), after + Math.random() * kStep * 2 ** recent.length);
}

function recentReloads(): number[] {
  try {
    const times = JSON.parse(sessionStorage.getItem(kKey) ?? "[]") as number[];
    return times.filter((time) => Date.now() - time < kWindow);
  } catch {
    return []; // storage is denied, or not ours
  }
}

function remember(times: number[]): void {
  try {
    sessionStorage.setItem(kKey, JSON.stringify(times));
  } catch {
    // storage is denied: reloads are not counted
  }
}

/** Shows the page's own `.lv-crashed` element, or else a plain one. */
function giveUp(reason: string): void {
  let message = document.querySelector<HTMLElement>(".lv-crashed");
  if (!message) {
    message = document.createElement("div");
    message.className = "lv-crashed";
    message.setAttribute("role", "alert");
    message.textContent = `This page keeps failing (${reason || "error"}). Please try again later.`;
    document.body.prepend(message);
  }
  message.hidden = false;
}
