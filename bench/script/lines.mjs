// What a live chart costs while it moves: in the browser, and of the server that feeds it.
//   node lines.mjs URL PATH SECONDS SERVER_PID
// prints {"page":%,"drawing":%,"script":%,"server":%,"painted":HZ,"bytes":PER_FRAME}, shares of one core.
// page: all threads of the page's own process; drawing: of the process that draws for it, which without a graphics card does its work too;
// script: ScriptDuration of the DevTools protocol; painted: animation frames a second; bytes: of the messages that came, without their heads.
import { readFileSync, readdirSync } from "node:fs";
import { launch } from "./chromium.mjs";

const [url, path, seconds, server] = process.argv.slice(2);
const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // a process that ended
  }
};

const list = (directory) => {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
};

/** Of the processes below this one: id, parent and command line. */
function below() {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((id) => ({ id, parent: read(`/proc/${id}/stat`).split(") ").at(-1).split(" ")[1], command: read(`/proc/${id}/cmdline`) }));
  const found = new Set([`${process.pid}`]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { id, parent } of all) if (found.has(parent)) found.add(id);
  }
  return all.filter(({ id }) => found.has(id));
}

/** CPU seconds of processes so far, all their threads together. */
const used = (ids) =>
  ids
    .flatMap((id) => list(`/proc/${id}/task`).map((thread) => read(`/proc/${id}/task/${thread}/schedstat`).split(" ")[0]))
    .reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e9, 0);

/** A page that draws. Runs `first` before it is opened. */
async function open(browser, first = () => {}) {
  const page = await (await browser.newContext()).newPage();
  first(page);
  await page.goto(url + path);
  await page.waitForSelector(".gl-wait[hidden]", { state: "attached" });
  await page.waitForTimeout(1500); // compiled by then, and the window of points has come
  return page;
}

/** Of the messages of one second. In a page of its own: DevTools that look at messages cost more than the messages. */
async function messageBytes(browser) {
  let bytes = 0;
  let messages = 0;
  const count = ({ payload }) => {
    bytes += payload.length;
    messages++;
  };
  const page = await open(browser, (page) => page.on("websocket", (socket) => socket.on("framereceived", count)));
  bytes = messages = 0;
  await page.waitForTimeout(1000);
  await page.context().close();
  return bytes / messages;
}

const browser = await launch();
try {
  const bytes = await messageBytes(browser);
  const page = await open(browser);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable");
  const script = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ScriptDuration").value;
  };
  const processes = below();
  const ofType = (type) => processes.filter(({ command }) => command.includes(`--type=${type}`)).map(({ id }) => id);
  const measure = async () => ({
    time: performance.now() / 1000,
    page: used(ofType("renderer")),
    drawing: used(ofType("gpu-process")),
    server: used([server]),
    script: await script(),
  });
  const before = await measure();
  await page.evaluate(() => {
    window.painted = 0;
    const frame = () => {
      window.painted++;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.waitForTimeout(seconds * 1000);
  const painted = await page.evaluate(() => window.painted);
  const after = await measure();
  const passed = after.time - before.time;
  const share = (what) => (100 * (after[what] - before[what])) / passed;
  console.log(
    JSON.stringify({
      page: share("page"),
      drawing: share("drawing"),
      script: share("script"),
      server: share("server"),
      painted: painted / passed,
      bytes,
    }),
  );
} finally {
  await browser.close();
}
