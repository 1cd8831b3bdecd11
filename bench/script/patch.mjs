// What one patch costs a page that is shown, by kinds of work of its main thread.
//   node patch.mjs URL PATH ACT COUNT SLOWER CSS      prints {"script":MS,"style":MS,"layout":MS,"rest":MS,"task":MS} a patch
// Acts come one at a time (POST /stage/0/ACT), the next when the one before is painted.
import { Shown, measure } from "./shown.mjs";

const [url, path, act, count, slower, css = ""] = process.argv.slice(2);

await measure(async (browser) => {
  const shown = await Shown.open(browser, `${url}${path}${path.includes("?") ? "&" : "?"}stage=0`, { slower, css });
  const patches = async (count) => {
    for (let i = 0; i < count; i++) {
      await shown.act(url, act);
      await shown.settled();
    }
  };
  await patches(Math.min(20, count)); // the first layout, and compiled by then
  const before = await shown.metrics();
  await patches(Number(count));
  return shown.since(before, count);
});
