// What a change costs in the browser: node browser.mjs CASE ROUNDS CHANGES '[{"name":..,"port":..,"path":..},...]'
// prints {NAME:{"script":[ms...],"task":[ms...],"bytes":N,"records":N,"page":N,"scripts":N},...}: script and task for each round.
// All contestants are open in one Chromium, each in a page of its own, and change in turn, one change at a time. script: ScriptDuration of the
// DevTools protocol, all time in JavaScript with the browser's functions called from it; task: TaskDuration, all that the page's thread did,
// less what reading these figures takes of it.
// Pages are not displayed, so that layout and paint, the same for all, do not stand before the figures. bytes: payloads that came down;
// records: of a MutationObserver for the whole document, in a pass of its own; page and scripts: of the first load, scripts by gzip -9.
import { gzipSync } from "node:zlib";
import { launch } from "../../script/chromium.mjs";
import { cases } from "./cases.mjs";

const [word, rounds, changes] = process.argv.slice(2);
const specs = JSON.parse(process.argv[5]);
const { act, shown } = cases[word];
const kPause = 25; // ms after what has come: longer than a frame, which Turbo waits for
const wait = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

/** Runs in the page. */
const style = (rule) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [sheet];
};
const kHidden = "body > * { display: none !important }";
const kSteady = "output { display: inline-block; width: 9em }"; // a button stays in its place, however long the number

/** Counts what changes in the document. Runs in the page. */
const observe = () => {
  window.records = 0;
  const observer = new MutationObserver((records) => (window.records += records.length));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
};

class Contestant {
  constructor(spec) {
    Object.assign(this, spec, { acts: 0, came: 0, bytes: 0, figures: { script: [], task: [] } });
    this.url = `http://localhost:${this.port}`;
  }

  async open(browser) {
    this.page = await (await browser.newContext()).newPage();
    this.page.on("pageerror", (error) => {
      throw error;
    });
    const scripts = [];
    this.page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response.body());
    });
    this.devTools = await this.page.context().newCDPSession(this.page);
    await this.devTools.send("Network.enable");
    await this.devTools.send("Performance.enable");
    this.devTools.on("Network.webSocketFrameReceived", ({ response }) => {
      const bytes = Buffer.byteLength(response.payloadData);
      if (response.payloadData.startsWith("42")) this.longest = Math.max(this.longest ?? 0, bytes); // an event of socket.io
      this.receive(bytes);
    });
    this.devTools.on("Network.dataReceived", ({ dataLength }) => this.receive(dataLength));
    const page = await (await this.page.goto(this.url + this.path)).body();
    await this.connected();
    // A shell's state is its first event.
    this.figures.page = page.length + (this.shell ? this.longest : 0);
    this.figures.scripts = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
    await this.page.evaluate(style, act === "click" ? kSteady : kHidden);
    if (act === "click") this.place = await (await this.page.$$("button"))[1].boundingBox();
    this.before = await this.page.evaluate(shown);
  }

  async connected() {
    const selector = this.own ? "[data-live-view].lv-connected" : "main *, #root *";
    await this.page.waitForSelector(selector, { state: "attached" });
    // Of those without a socket on /counter nothing else is to be waited for.
    if (!this.own && act !== "click") while ((await (await fetch(`${this.url}/open`)).text()) === "0") await wait(20);
    if (this.shell) while (!this.longest) await wait(20);
    await wait(200);
  }

  receive(bytes) {
    this.came++;
    this.bytes += bytes;
  }

  /** Like a visitor, without a script in the page. */
  async click() {
    const event = { x: this.place.x + 5, y: this.place.y + 5, button: "left", clickCount: 1 };
    await this.devTools.send("Input.dispatchMouseEvent", { type: "mousePressed", ...event });
    await this.devTools.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...event });
  }

  async change() {
    const came = this.came;
    this.acts++;
    if (act === "click") await this.click();
    else {
      const answer = await fetch(`${this.url}/stage/0/${act}`, { method: "POST" });
      if (!answer.ok) throw new Error(`${this.name}: POST ${act}: ${answer.status}`);
    }
    for (const begin = performance.now(); this.came === came; await wait(1)) {
      if (performance.now() - begin > 20_000) throw new Error(`${this.name}: nothing comes after ${act}`);
    }
    await wait(kPause);
    return this.read();
  }

  /** Seconds so far, once all that has come is applied. */
  async read() {
    for (let last = -1; ; ) {
      const { metrics } = await this.devTools.send("Performance.getMetrics");
      const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
      const script = of("ScriptDuration");
      if (script === last) return { script, task: of("TaskDuration") };
      last = script;
      await wait(5);
    }
  }

  /** Fewer changes of those that take long. */
  get count() {
    return this.slow ? Math.max(2, Math.ceil(changes / 5)) : Number(changes);
  }

  async round() {
    const begin = await this.read();
    let end;
    for (let i = 0; i < this.count; i++) end = await this.change();
    this.figures.script.push(((end.script - begin.script) * 1000) / this.count);
    this.figures.task.push(((end.task - begin.task) * 1000) / this.count - this.reading);
  }

  /** Compiled by then. All at the same time, as nothing is measured. */
  async warmUp() {
    const begin = performance.now();
    for (let i = 0; i < changes && performance.now() - begin < 3000; i++) await this.change();
  }

  /** How long a change takes, about, and what reading the figures takes of the page's thread, in milliseconds. */
  async calibrate() {
    const begin = await this.read();
    const changed = await this.change();
    this.slow = changed.task - begin.task > 0.05;
    let end = await this.read();
    const before = end.task;
    for (let i = 0; i < changes; i++) {
      await wait(kPause);
      end = await this.read();
    }
    this.reading = ((end.task - before) * 1000) / changes;
  }

  async countChanges() {
    await this.page.evaluate(observe);
    this.bytes = 0;
    const times = 4;
    for (let i = 0; i < times; i++) await this.change();
    this.figures.bytes = this.bytes / times;
    this.figures.records = (await this.page.evaluate(() => window.records)) / times;
  }

  /** The page has taken every change. */
  async check() {
    const after = await this.page.evaluate(shown);
    if (after !== this.before + this.acts) throw new Error(`${this.name}: ${this.acts} changes led from ${this.before} to ${after}`);
  }
}

const browser = await launch();
try {
  const contestants = specs.map((spec) => new Contestant(spec));
  for (const one of contestants) await one.open(browser);
  await Promise.all(contestants.map((one) => one.warmUp()));
  for (const one of contestants) await one.calibrate();
  for (let i = 0; i < rounds; i++) for (const one of i % 2 ? contestants.toReversed() : contestants) await one.round();
  for (const one of contestants) {
    await one.countChanges();
    await one.check();
  }
  console.log(JSON.stringify(Object.fromEntries(contestants.map(({ name, figures }) => [name, figures]))));
} finally {
  await browser.close();
}
