// The connection breaks anywhere: nothing is lost, nothing happens twice. The server's errors are on the console here, so this is not the
// `test` that forbids them.
import { expect, test, type Page } from "@playwright/test";
import { joined, start, stop, type Program } from "./program";
import { proxyTo, type Proxy, type Way } from "./proxy";

let counter: Program;
let proxy: Proxy;

test.beforeAll(async () => {
  counter = await start("counter");
  proxy = await proxyTo(counter);
});
test.afterAll(async () => {
  await proxy.stop();
  await stop(counter);
});

const output = (page: Page) => page.locator("output");

/** The counter through the proxy, by chance without any wait before a reconnect; `window.wire` has what went over its sockets. */
async function visit(page: Page, options: object = {}): Promise<void> {
  await page.addInitScript((options) => {
    const wire = ((window as any).wire = { joins: [] as any[], frames: [] as any[], events: [] as any[] });
    Math.random = () => 0;
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (text) {
      const [id, event, payload] = JSON.parse(text as string);
      if (id) wire.events.push(id);
      else if (event === "join") {
        wire.joins.push(payload.seq);
        this.addEventListener("message", ({ data }) => wire.frames.push(JSON.parse(data)));
      }
      send.call(this, text);
    };
    ((window as any).liveView ??= []).push((liveView: any) => liveView.configure(options));
  }, options);
  await page.goto(proxy.url);
  await joined(page);
}

/** Clicks as fast as it can, without Playwright's own round trips. */
const click = (page: Page, times = 1) =>
  page.evaluate((times) => {
    const button = document.querySelector<HTMLElement>("button[aria-label='one more']")!;
    for (let n = 0; n < times; n++) button.click();
  }, times);

/** Waits until every click has been answered and the view is joined. */
const settled = (page: Page) =>
  page.waitForFunction(() => document.querySelector(".lv-connected") && !document.querySelector(".lv-loading"), null, { polling: 5 });

/** One click for each place where what follows on it can be cut, until it is over before the cut. Returns the number of places. */
async function cutEverywhere(page: Page, way: Way, step: number, prepare = (): void => {}): Promise<number> {
  const first = Number(await output(page).textContent());
  for (let tried = 0; ; tried++) {
    prepare();
    proxy.cutAfter(way, tried * step);
    await click(page);
    await settled(page);
    await expect(output(page), `cut ${way} after ${tried * step} bytes`).toHaveText(String(first + tried + 1));
    if (proxy.disarm()) return tried;
  }
}

for (const way of ["up", "down"] as const) {
  test(`a click is counted once, wherever its exchange is cut on the way ${way}`, async ({ page }) => {
    await visit(page);
    const places = await cutEverywhere(page, way, 1);
    expect(places).toBeGreaterThan(20); // the size of a frame
    const { joins, frames } = await page.evaluate(() => (window as any).wire);
    expect(joins.length).toBe(places + 1);
    expect(joins.slice(1).every((seq: number) => seq > 0)).toBe(true);
    expect(frames.filter(([, , kind]: [0, 0, string]) => kind === "f")).toEqual([]); // each time it was the same view
    expect(await page.evaluate(() => performance.getEntriesByType("navigation").length)).toBe(1);
  });

  test(`a click made while away is counted once, wherever the next handshake or join is cut on the way ${way}`, async ({ page }) => {
    await visit(page);
    const places = await cutEverywhere(page, way, way === "up" ? 11 : 3, () => proxy.cut());
    expect(places).toBeGreaterThan(30);
    const { frames } = await page.evaluate(() => (window as any).wire);
    expect(frames.filter(([, , kind]: [0, 0, string]) => kind === "f")).toEqual([]);
  });
}

test("hundreds of clicks over a network that breaks all the time are counted, each once", async ({ page }) => {
  let seed = Number(process.env.GOLIVE_SEED ?? Date.now() % 1e6);
  console.log(`GOLIVE_SEED=${seed}`);
  const below = (limit: number) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % limit;
  await visit(page);
  let clicks = 0;
  for (let round = 0; round < 60; round++) {
    proxy.cutAfter(below(2) ? "up" : "down", below(500));
    const times = 1 + below(9);
    clicks += times;
    await click(page, times);
    if (below(3) === 0) await settled(page);
  }
  proxy.disarm();
  await settled(page);
  await expect(output(page)).toHaveText(String(clicks));
  const { events, frames } = await page.evaluate(() => (window as any).wire);
  expect(Math.max(...events)).toBe(clicks);
  expect(frames.filter(([, , kind]: [0, 0, string]) => kind === "f")).toEqual([]);
  expect(proxy.attempts).toBeGreaterThan(20);
});

test("a connection that passes nothing and stays open is replaced, and the click into it counts once", async ({ page }) => {
  await visit(page, { heartbeatMs: 300 });
  await click(page);
  await expect(output(page)).toHaveText("1");
  proxy.stall();
  await click(page, 2);
  await expect(page.locator(".lv-loading")).toHaveCount(1);
  await settled(page);
  await expect(output(page)).toHaveText("3");
});

test("a proxy that is restarted finds its pages again, with their state and what was clicked meanwhile", async ({ page }) => {
  await visit(page, { reconnectMs: 100 });
  await click(page, 5);
  await expect(output(page)).toHaveText("5");
  await proxy.stop();
  await expect(page.locator("[data-live-view]")).toHaveClass(/lv-disconnected/);
  await click(page, 2);
  await expect(page.locator(".lv-pending")).toHaveCount(1);
  await proxy.start();
  await settled(page);
  await expect(output(page)).toHaveText("7");
});
