// Whether a page grows while it changes.
//   node memory.mjs URL PATH ACT UPDATES POINTS      prints {"points":[{"updates":N,"heap":BYTES,"nodes":N,"listeners":N}...],"slope":BYTES}
// Updates come as fast as the page shows them, at most 60 a second. At each point all garbage is collected first. slope: bytes of heap an
// update, by least squares.
import { Shown, measure } from "./shown.mjs";

const [url, path, act, updates, points] = process.argv.slice(2);

function slopeOf(list) {
  const mean = (pick) => list.reduce((sum, point) => sum + pick(point), 0) / list.length;
  const x = mean(({ updates }) => updates);
  const y = mean(({ heap }) => heap);
  return mean(({ updates, heap }) => (updates - x) * (heap - y)) / mean(({ updates }) => (updates - x) ** 2);
}

await measure(async (browser) => {
  const shown = await Shown.open(browser, `${url}${path}${path.includes("?") ? "&" : "?"}stage=0`);
  const step = Math.ceil(updates / points);
  const list = [];
  const run = async (count) => {
    for (let i = 0; i < count; i++) await shown.act(url, act);
  };
  await run(step); // compiled by then
  for (let done = 0; done <= updates; done += step) {
    list.push({ updates: done, ...(await shown.memory()) });
    if (done + step <= updates) await run(step);
  }
  return { points: list, slope: slopeOf(list) };
});
