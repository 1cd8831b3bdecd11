// What a change on the server changes in the page, as a MutationObserver over all of the document sees it.
//   node records.mjs URL        URL of bench_pages; prints {"counter_click":{"characterData":1},...}
// Each change is made once before it is looked at. Of the counter the class names are left out, which a click adds until it is answered.
import { launch } from "../../bench/script/chromium.mjs";

const [url] = process.argv.slice(2);
const post = (path) => async () => {
  const answer = await fetch(url + path, { method: "POST" });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status}`);
};
const click = (page) => page.evaluate(() => document.querySelector("button:last-of-type").click());

const kChanges = {
  counter_click: { path: "/counter", change: click, leftOut: ["class"] },
  broadcast: { path: "/feed", change: post("/bump") },
  cell_of_1000_rows: { path: "/table?rows=1000&stage=0", change: post("/stage/0/touch") },
  cell_of_1000_rows_with_versions: { path: "/table?rows=1000&versions=1&stage=1", change: post("/stage/1/touch") },
};

/** Collects what changes from now on. Runs in the page. */
const watch = () => {
  window.records = [];
  window.observer?.disconnect();
  window.observer = new MutationObserver((records) => window.records.push(...records));
  window.observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
};

/** Waits for the text that a change brings, and for what may come with it: two frames more. Runs in the page. */
const settle = async () => {
  const frame = () => new Promise((painted) => requestAnimationFrame(painted));
  const changed = ({ type }) => type === "characterData" || type === "childList";
  while (!window.records.some(changed)) await frame();
  await frame();
  await frame();
};

async function recordsOf(browser, { path, change, leftOut = [] }) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url + path);
  await page.waitForSelector("[data-live-view].lv-connected", { state: "attached" });
  for (let i = 0; i < 2; i++) {
    await page.evaluate(watch);
    await change(page);
    await page.evaluate(settle);
  }
  const seen = await page.evaluate(
    (names) => window.records.filter(({ attributeName }) => !names.includes(attributeName)).map(({ type }) => type),
    leftOut,
  );
  await page.context().close();
  return seen.reduce((counts, type) => ({ ...counts, [type]: (counts[type] ?? 0) + 1 }), {});
}

const browser = await launch();
try {
  const found = {};
  for (const [name, change] of Object.entries(kChanges)) found[name] = await recordsOf(browser, change);
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
