// How many frames a second a page keeps that changes at every frame, and what each costs its main thread.
//   node frames.mjs URL PATH SECONDS SLOWER CSS      prints {"painted":HZ,"shown":HZ,"script":MS,"style":MS,"layout":MS,"rest":MS,"task":MS}
// painted: animation frames a second; shown: those with another first number than the frame before; milliseconds a frame shown.
import { Shown, measure } from "./shown.mjs";

const [url, path, seconds, slower, css = ""] = process.argv.slice(2);

/** Counts frames, and those that show something new. Runs in the page. */
const watch = () => {
  const text = document.querySelector("p").firstChild;
  const seen = (window.seen = { painted: 0, shown: 0 });
  let last = "";
  const frame = () => {
    seen.painted++;
    if (text.data !== last) seen.shown++;
    last = text.data;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

await measure(async (browser) => {
  const shown = await Shown.open(browser, url + path, { slower, css });
  await shown.page.evaluate(watch);
  const wait = (ms) => new Promise((later) => setTimeout(later, ms));
  await wait(2000); // compiled by then
  const before = await shown.metrics();
  const first = await shown.page.evaluate(() => ({ ...window.seen }));
  await wait(seconds * 1000);
  const last = await shown.page.evaluate(() => ({ ...window.seen }));
  const passed = (await shown.metrics()).Timestamp - before.Timestamp;
  const frames = last.shown - first.shown;
  return { painted: (last.painted - first.painted) / passed, shown: frames / passed, ...(await shown.since(before, frames)) };
});
