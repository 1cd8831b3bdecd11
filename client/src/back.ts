// When a page is back: from sleep, from the back/forward cache, from behind another tab, on the network.

const kBeat = 1000;
const kLate = 3000; // a beat so late: the machine slept. A page that was only busy is asked in vain, which costs one ping.

/** Calls `work` each time. */
export function whenBack(work: () => void): void {
  addEventListener("online", work);
  addEventListener("pageshow", ({ persisted }) => persisted && work());
  document.addEventListener("resume", work);
  document.addEventListener("visibilitychange", () => document.hidden || work());
  let last = Date.now(); // the timers' own clock may stand still in sleep
  setInterval(() => {
    const late = Date.now() - last - kBeat;
    last += late + kBeat;
    if (late > kLate && !document.hidden) work(); // timers of a hidden page are always late
  }, kBeat);
}

/** Calls `work` once: now, or when somebody looks at the page. */
export function whenVisible(work: () => void): void {
  if (document.hidden) document.addEventListener("visibilitychange", work, { once: true });
  else work();
}
