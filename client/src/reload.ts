// Begins afresh when the server asks for it; a page that keeps failing stops and says so.
import { showFailing } from "./notice";

const kKey = "golive:reloads"; // times of the last minute, in sessionStorage: loading the page must not forget them
const kWindow = 60_000;
const kMost = 5;
const kStep = 250;

/** `begin` loads the page, or joins again, after `after` ms and a random time that grows with the number of reloads. */
export function reload(begin: () => void, reason: string, after = 0): void {
  let recent: number[] = [];
  try {
    recent = (JSON.parse(sessionStorage[kKey] ?? "[]") as number[]).filter((time) => Date.now() - time < kWindow);
    sessionStorage[kKey] = JSON.stringify([...recent, Date.now()]);
  } catch {
    // storage is denied: reloads are not counted
  }
  if (recent.length < kMost) setTimeout(begin, after + Math.random() * kStep * 2 ** recent.length);
  else {
    console.error(`golive: this page began afresh ${kMost} times in a minute (${reason})   it stops now: the log of the server says why`);
    showFailing();
  }
}
