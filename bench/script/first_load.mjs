// From the click on a link to a page that is live. Fresh browser context each time: nothing is cached.
//   node first_load.mjs URL PATH TIMES SLOWER CSS
// prints a list of {"parsed":MS,"painted":MS,"live":MS,"script":MS,"kib":KIB,"heap":BYTES,"nodes":N}
// Since navigation began: the document is parsed, its first content is painted, its view has joined. script: all of it; kib: of the document
// as it travels; heap and nodes: after a garbage collection.
import { Shown, measure } from "./shown.mjs";

const [url, path, times, slower, css = ""] = process.argv.slice(2);

/** Notes when the view has joined. Runs in the page. */
const watch = () => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector("[data-live-view].lv-connected")) return;
    observer.disconnect();
    window.live = performance.now();
  });
  observer.observe(document, { subtree: true, attributeFilter: ["class"] });
};

const read = () => {
  const [{ domInteractive, encodedBodySize }] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint && window.live && { parsed: domInteractive, painted: paint.startTime, live: window.live, kib: encodedBodySize / 1024 };
};

await measure(async (browser) => {
  const runs = [];
  for (let i = 0; i < times; i++) {
    const shown = await Shown.open(browser, url + path, { slower, css, first: watch });
    const { ScriptDuration } = await shown.metrics();
    const figures = await shown.becomes(`(${read})()`);
    const { heap, nodes } = await shown.memory();
    runs.push({ ...figures, script: ScriptDuration * 1000, heap, nodes });
    await shown.page.context().close();
  }
  return runs;
});
