// When the client connects again, and how it finds out that it must.
import { expect, test, type Page } from "@playwright/test";
import { joined, kRoot, look, open, type Server, type Setup } from "./harness";

const counter = {
  html: '<output>0</output><button lv-click="inc">+</button>',
  join: { v: ["c"], t: { c: '<output><!--0--></output><button lv-click="inc">+</button>' } },
};

interface Timers {
  waits: number[]; // that were asked for
  held: Map<number, () => void>; // those that run only when the test says
}

interface Pace {
  random?: number; // what chance is
  quick?: number[]; // waits of these milliseconds pass a hundred times as fast
  held?: number; // waits of so many pass with release()
}

/** A joined page that keeps a list of its timers. */
async function timed(page: Page, options: object, { random = 1, quick = [], held = -1 }: Pace = {}): Promise<Server> {
  await page.addInitScript(
    ([random, quick, held]) => {
      const { setTimeout, clearTimeout } = window;
      const timers: Timers = ((window as any).timers = { waits: [], held: new Map() });
      window.setTimeout = ((work: () => void, asked = 0) => {
        const wait = Math.round(asked);
        timers.waits.push(wait);
        const id = setTimeout(wait === held ? () => {} : work, quick.includes(wait) ? wait / 100 : wait) as unknown as number;
        if (wait === held) timers.held.set(id, work);
        return id;
      }) as typeof window.setTimeout;
      window.clearTimeout = ((id: number) => {
        timers.held.delete(id);
        clearTimeout(id);
      }) as typeof window.clearTimeout;
      Math.random = () => random;
    },
    [random, quick, held] as const,
  );
  return joined(page, { ...counter, options } as Setup);
}

const release = (page: Page) => page.evaluate(() => (window as any).timers.held.forEach((work: () => void) => work()));

/** Of these waits, those that were asked for so far. */
const waits = (page: Page, ...known: number[]): Promise<number[]> =>
  page.evaluate((known) => (window as any).timers.waits.filter((wait: number) => known.includes(wait)), known);

test("waits double up to ten seconds, and a server that says 'later' gets a second more", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 3003 }, { quick: [3003, 7006, 11_000] });
  server.refuse = true;
  await server.drop();
  await expect.poll(() => waits(page, 3003, 7006, 11_000).then((all) => all.slice(0, 4))).toEqual([3003, 7006, 11_000, 11_000]);
  server.refuse = false;
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
});

test("a wait is anything between nothing and its bound", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 4004 }, { random: 0.25, quick: [1001] });
  await server.drop();
  await expect.poll(() => server.joins.length).toBe(2);
  expect(await waits(page, 1001)).toEqual([1001]);
});

test("only a join that holds starts the back-off anew", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 7 }, { held: 5000 });
  for (let joins = 2; joins <= 5; joins++) {
    if (joins === 5) await release(page);
    await server.drop();
    await expect.poll(() => server.joins.length).toBe(joins);
    await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  }
  expect(await waits(page, 7, 14, 28, 56)).toEqual([7, 14, 28, 7]);
});

test("a server that stops says when to come back, and is not asked for a page", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 7 }, { random: 0, quick: [4321] });
  server.raw([0, 0, "x", { reason: "shutdown", after: 4321 }]);
  await expect.poll(() => server.joins.length).toBe(2);
  expect(await waits(page, 4321)).toEqual([4321]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("what brings the page back brings it back at once, but not before the server said", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 10_000 }, { held: 10_000 });
  for (const event of ["online", "pageshow", "resume", "visibilitychange"]) {
    const joins = server.joins.length;
    await server.drop();
    await expect.poll(() => page.evaluate(() => (window as any).timers.held.size)).toBe(1);
    await page.evaluate((event) => {
      const target = event === "online" || event === "pageshow" ? window : document;
      target.dispatchEvent(event === "pageshow" ? new PageTransitionEvent(event, { persisted: true }) : new Event(event));
    }, event);
    await expect.poll(() => server.joins.length).toBe(joins + 1);
    await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  }
  server.raw([0, 0, "x", { reason: "shutdown", after: 5432 }]);
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  const asked = await page.evaluate(() => (window as any).timers.waits.filter((wait: number) => wait > 5000 && wait < 5433));
  expect(asked.length).toBe(1);
});

test("tabs that nobody looks at come back one by one", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 9009 }, { random: 0.7, quick: [2100] });
  await look(page, true);
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => server.joins.length).toBe(2);
  expect(await waits(page, 2100)).toEqual([2100]);
});

test("without a network nothing is tried until there is one", async ({ page, context }) => {
  const server = await timed(page, { reconnectMs: 7 });
  await context.setOffline(true);
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await expect.poll(() => waits(page, 7, 60_000)).toEqual([60_000]);
  await context.setOffline(false);
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  expect(server.urls.length).toBe(2);
});

test("after sleep a dead connection is found by one question, a live one stays", async ({ page }) => {
  const server = await joined(page, { ...counter, options: { reconnectMs: 20 } });
  const sleep = () =>
    page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 3_600_000;
    });
  await sleep();
  await expect.poll(() => server.control("ping").length).toBe(1);
  expect(server.urls.length).toBe(1);
  server.silent = true;
  await sleep();
  const woken = Date.now();
  await expect.poll(() => server.urls.length).toBe(2);
  expect(Date.now() - woken).toBeLessThan(4000); // a beat, the wait for the pong, the first back-off
  expect(server.control("ping").length).toBe(2);
});

test("a click into a connection that is dead does not wait for the heartbeat", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 7, heartbeatMs: 1_000_000 }, { quick: [3000, 4000] });
  server.silent = true;
  await page.getByText("+").click();
  await server.event(1);
  await expect.poll(() => server.urls.length).toBe(2);
  expect(server.control("ping").length).toBeGreaterThan(0);
  expect(await waits(page, 3000)).toContain(3000);
});

test("on a network that keeps failing the page waits longer for an answer", async ({ page }) => {
  const server = await timed(page, { reconnectMs: 7 }, { quick: [4000, 8000, 12_000] });
  server.silent = true;
  await page.getByText("+").click();
  await expect.poll(() => waits(page, 4000, 8000, 12_000).then((all) => all.slice(0, 3))).toEqual([4000, 8000, 12_000]);
});

test("a handshake that never ends is given up", async ({ page }) => {
  await page.addInitScript(() => {
    const Native = WebSocket;
    let made = 0;
    const never = { readyState: 0, close() {} };
    (window as any).WebSocket = Object.assign(
      function (url: string) {
        return made++ ? new Native(url) : never;
      },
      { OPEN: 1 },
    );
    const { setTimeout } = window;
    window.setTimeout = ((work: () => void, wait = 0) => setTimeout(work, wait === 10_000 ? 1 : wait)) as typeof window.setTimeout;
  });
  const server = await open(page, counter);
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  expect(server.joins.length).toBe(1);
});

test("the address of the socket tells nothing but the version and the view", async ({ page }) => {
  const server = await joined(page, counter);
  expect(server.urls[0]).toMatch(/\/live\/websocket\?vsn=golive1&view=lv-0-abc$/);
});
