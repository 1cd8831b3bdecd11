// How much of a browser's time a page takes that changes all the time, and whether the browser keeps painting.
//   node steady.mjs URL PATH SECONDS      prints {"share":PERCENT,"painted":HZ,"shown":HZ}
// share: ScriptDuration of the DevTools protocol over the time that passed; painted: animation frames a second; shown: those with another
// first number than the frame before. The page is laid out and painted as for a visitor.
import { launch } from "./chromium.mjs";

const [url, path, seconds] = process.argv.slice(2);

/** Counts frames, and those that show something new. Runs in the page. */
const watch = () => {
  const seen = { painted: 0, shown: 0 };
  window.seen = seen;
  let last = "";
  const frame = () => {
    const now = document.querySelector("p").textContent;
    seen.painted++;
    if (now !== last) seen.shown++;
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

const browser = await launch();
try {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url + path);
  await page.waitForSelector("[data-live-view].lv-connected");
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable");
  const read = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { time: of("Timestamp"), script: of("ScriptDuration") };
  };
  await page.waitForTimeout(1000); // compiled by then
  const before = await read();
  await page.evaluate(watch);
  await page.waitForTimeout(seconds * 1000);
  const { painted, shown } = await page.evaluate(() => window.seen);
  const after = await read();
  const passed = after.time - before.time;
  console.log(JSON.stringify({ share: (100 * (after.script - before.script)) / passed, painted: painted / passed, shown: shown / passed }));
} finally {
  await browser.close();
}
