// Milliseconds of script for a change that the server pushes: the client's own work, without layout and paint.
//   node measure.mjs URL PATH ACT BATCHES DIFFS      prints {"ours":[ms...],"by hand":[ms...]}, the mean of each batch
// The page is opened twice in Chromium: as it is served, and with by_hand.js in place of the client. POST /stage/N/ACT changes one of them
// at a time, each time by one frame, so that in the browser nothing runs but what the frame leads to. Figures are ScriptDuration of the
// DevTools protocol (Performance.getMetrics): all time in JavaScript, the browser's functions called from it included. The views are not
// displayed, so that layout and paint do not stand between two frames.
import { readFileSync } from "node:fs";
import { launch } from "./chromium.mjs";

const [url, path, act, batches, diffs] = process.argv.slice(2);
const byHand = readFileSync(new URL("by_hand.js", import.meta.url), "utf8");

/** Grows by one with each act, if the page shows what it was sent. Runs in the page. */
const shown = {
  touch: () => [...document.querySelectorAll("td:nth-child(3)")].reduce((sum, cell) => sum + Number(cell.textContent), 0),
  prepend: () => document.querySelectorAll("tbody tr").length,
  tick: () => Number(document.querySelector("p").textContent),
}[act];

/** Ten thousand rows are laid out in a quarter of a second: each frame would wait for it. Runs in the page. */
const hide = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-live-view] { display: none !important }");
  document.adoptedStyleSheets = [sheet];
};

class Contestant {
  constructor(stage, script) {
    Object.assign(this, { stage, script, frames: 0, acts: 0 });
  }

  async open(browser) {
    this.page = await (await browser.newContext()).newPage();
    this.page.on("pageerror", (error) => {
      throw error;
    });
    this.page.on("websocket", (socket) => socket.on("framereceived", () => this.received()));
    const script = { contentType: "text/javascript", body: this.script };
    if (this.script) await this.page.route("**/_golive/*.js", (route) => route.fulfill(script));
    await this.page.goto(`${url}${path}${path.includes("?") ? "&" : "?"}stage=${this.stage}`);
    await this.page.waitForSelector("[data-live-view].lv-connected", { state: "attached" });
    await this.page.evaluate(hide);
    this.devTools = await this.page.context().newCDPSession(this.page);
    await this.devTools.send("Performance.enable");
    this.before = await this.page.evaluate(shown);
  }

  received() {
    this.frames++;
    this.arrived?.();
  }

  async act() {
    this.acts++;
    const frames = this.frames;
    const answer = await fetch(`${url}/stage/${this.stage}/${act}`, { method: "POST" });
    if (!answer.ok) throw new Error(`POST /stage/${this.stage}/${act}: ${answer.status}`);
    if (this.frames === frames) await new Promise((arrived) => (this.arrived = arrived));
  }

  /** Seconds of script so far, once what has arrived is applied. */
  async scriptSeconds() {
    for (let last = -1; ; ) {
      const { metrics } = await this.devTools.send("Performance.getMetrics");
      const { value } = metrics.find(({ name }) => name === "ScriptDuration");
      if (value === last) return value;
      last = value;
      await new Promise((later) => setTimeout(later, 30));
    }
  }

  async batch(count) {
    const begin = await this.scriptSeconds();
    for (let i = 0; i < count; i++) await this.act();
    return ((await this.scriptSeconds()) - begin) * (1000 / count);
  }

  /** The page has taken every change. */
  async check() {
    const after = await this.page.evaluate(shown);
    if (after !== this.before + this.acts) throw new Error(`${this.acts} acts changed ${this.before} to ${after}`);
  }
}

const browser = await launch();
try {
  const contestants = { ours: new Contestant(0), "by hand": new Contestant(1, byHand) };
  const figures = { ours: [], "by hand": [] };
  for (const one of Object.values(contestants)) {
    await one.open(browser);
    await one.batch(2 * diffs); // compiled by then
  }
  for (let i = 0; i < batches; i++) {
    for (const [name, one] of Object.entries(contestants)) figures[name].push(await one.batch(Number(diffs)));
  }
  for (const one of Object.values(contestants)) await one.check();
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
}
