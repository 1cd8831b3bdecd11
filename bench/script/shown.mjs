// A page as a visitor has it, laid out and painted, on a processor as fast as asked for, and what DevTools counts of its main thread.
import { launch } from "./chromium.mjs";

/** Of the protocol's Performance.getMetrics: seconds. */
const kTimes = { script: "ScriptDuration", style: "RecalcStyleDuration", layout: "LayoutDuration", task: "TaskDuration" };

export class Shown {
  /** `slower`: how many times slower the processor is made. `css`, and what `first` does, are there before the page is. */
  static async open(browser, url, { slower = 1, css = "", first = () => {} } = {}) {
    const page = await (await browser.newContext()).newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Performance.enable");
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: Number(slower) });
    await page.addInitScript((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, css);
    await page.addInitScript(first);
    const shown = new Shown(page, devTools);
    page.on("websocket", (socket) => socket.on("framereceived", () => shown.received()));
    await page.goto(url, { timeout: 120_000 });
    await shown.becomes("document.querySelector('[data-live-view].lv-connected')?.id");
    return shown;
  }

  constructor(page, devTools) {
    Object.assign(this, { page, devTools, frames: 0, arrived: () => {} });
  }

  /** The first value of an expression that is not null. Playwright's own waiting runs scripts in the page, which would be counted. */
  async becomes(expression) {
    for (;;) {
      const { result } = await this.devTools.send("Runtime.evaluate", { expression, returnByValue: true });
      if (result.value) return result.value;
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  received() {
    this.frames++;
    this.arrived();
  }

  /** Calls POST /stage/0/ACT, and resolves when the frame is there that it leads to. */
  async act(url, act) {
    const { frames } = this;
    const answer = await fetch(`${url}/stage/0/${act}`, { method: "POST" });
    if (!answer.ok) throw new Error(`POST /stage/0/${act}: ${answer.status}`);
    if (this.frames === frames) await new Promise((arrived) => (this.arrived = arrived));
  }

  async metrics() {
    const { metrics } = await this.devTools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** Resolves when what arrived is applied, laid out and painted. */
  async settled() {
    for (let before = -1; ; ) {
      const { ScriptDuration, LayoutDuration } = await this.metrics();
      if (ScriptDuration + LayoutDuration === before) return;
      before = ScriptDuration + LayoutDuration;
      await new Promise((later) => setTimeout(later, 40)); // a frame is due meanwhile
    }
  }

  /** Milliseconds of each kind since `before`, divided by `count`; rest: painting, and whatever else the main thread did. */
  async since(before, count) {
    const after = await this.metrics();
    const times = {};
    for (const [name, metric] of Object.entries(kTimes)) times[name] = ((after[metric] - before[metric]) * 1000) / count;
    return { ...times, rest: times.task - times.script - times.style - times.layout };
  }

  /** After a garbage collection: bytes of the heap, nodes and listeners. */
  async memory() {
    await this.devTools.send("HeapProfiler.collectGarbage");
    await this.devTools.send("HeapProfiler.collectGarbage"); // what only finalizers of the first held
    const { JSHeapUsedSize: heap, Nodes: nodes, JSEventListeners: listeners } = await this.metrics();
    return { heap, nodes, listeners };
  }
}

/** Runs `work` with a browser, and prints what it returns. */
export async function measure(work) {
  const browser = await launch();
  try {
    console.log(JSON.stringify(await work(browser)));
  } finally {
    await browser.close();
  }
}
