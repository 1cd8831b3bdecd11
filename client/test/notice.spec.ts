// What a user is told while the connection is away.
import { expect, test, type Page } from "@playwright/test";
import { joined, kRoot, look, open, type Server, type Setup } from "./harness";

const counter: Setup = {
  html: '<output>0</output><button lv-click="inc">+</button><input name="note">',
  join: { v: ["c"], t: { c: '<output><!--0--></output><button lv-click="inc">+</button><input name="note">' } },
  options: { reconnectMs: 8000 },
};

const status = (page: Page) => page.locator("live-notice").getByRole("status");
const button = (page: Page) => page.locator("live-notice button");

/** A joined page whose time the test moves; its waits are as long as they can be. */
async function timed(page: Page, setup: object = {}): Promise<Server> {
  await page.clock.install();
  await page.addInitScript(() => (Math.random = () => 1));
  return joined(page, { ...counter, ...setup });
}

/** Cuts the connection, and so much time passes. */
async function away(page: Page, server: Server, ms: number): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.clock.runFor(ms);
}

test("a cut of less than a second is not worth a word, a longer one is", async ({ page }) => {
  const server = await timed(page);
  await away(page, server, 900);
  await expect(page.locator("live-notice")).toHaveCount(0);
  await page.clock.runFor(200);
  await expect(status(page)).toHaveText("Connection lost. Reconnecting…");
  await expect(button(page)).toBeHidden();
  await page.clock.runFor(7500);
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  await expect(page.locator("live-notice")).toHaveCount(0);
});

test("after a while it counts down, and a button connects at once", async ({ page }) => {
  const server = await timed(page);
  await away(page, server, 5100);
  await expect(page.getByText("Next attempt in 3 s")).toBeVisible();
  await page.clock.runFor(1000);
  await expect(page.getByText("Next attempt in 2 s")).toBeVisible();
  expect(server.joins.length).toBe(1);
  await button(page).click();
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  await expect(page.locator("live-notice")).toHaveCount(0);
  expect(server.joins.length).toBe(2);
});

test("a screen reader is told once: what counts is not in what it reads", async ({ page }) => {
  const server = await timed(page);
  await away(page, server, 1200);
  await expect(status(page)).toHaveText(/lost/);
  await page.evaluate(() => {
    const seen = ((window as any).seen = [] as string[]);
    const read = document.querySelector("live-notice")!.shadowRoot!.querySelector("[role=status]")!;
    new MutationObserver((records) => seen.push(...records.map(({ type }) => type))).observe(read, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  await page.clock.runFor(6000);
  await expect(page.getByText(/Next attempt in/)).toHaveAttribute("aria-hidden", "true");
  expect(await page.evaluate(() => (window as any).seen)).toEqual([]);
});

test("it moves nothing, takes no focus, and gives back what its button took", async ({ page }) => {
  const server = await timed(page, { outside: "<style>div,p{margin:3em;font-size:40px}</style><p id='last'>last</p>" });
  const layout = () =>
    page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth,
      JSON.stringify(document.querySelector("#last")!.getBoundingClientRect()),
    ]);
  await page.locator("input").focus();
  const before = await layout();
  await away(page, server, 5100);
  await expect(button(page)).toBeVisible();
  expect(await layout()).toEqual(before);
  await expect(page.locator("input")).toBeFocused();
  expect(await status(page).evaluate((element) => getComputedStyle(element).fontSize)).toBe("15px");
  await button(page).focus();
  await page.clock.runFor(3000);
  await expect(page.locator("live-notice")).toHaveCount(0);
  await expect(page.locator("input")).toBeFocused();
});

test("it is seen above an open dialog", async ({ page }) => {
  const server = await timed(page, { outside: "<dialog style='width:100vw;height:100vh;max-width:none;max-height:none'></dialog>" });
  await page.evaluate(() => document.querySelector("dialog")!.showModal());
  const before = await page.screenshot();
  await away(page, server, 1200);
  await expect(status(page)).toHaveText(/lost/);
  expect((await page.screenshot()).equals(before)).toBe(false);
  await page.evaluate(() => document.querySelector("live-notice")!.remove());
  expect((await page.screenshot()).equals(before)).toBe(true); // nothing else has changed
});

test("tabs that nobody looks at show none, and have a second again when somebody does", async ({ page }) => {
  const server = await timed(page);
  server.refuse = true;
  await look(page, true);
  await away(page, server, 7000);
  await expect(page.locator("live-notice")).toHaveCount(0);
  await look(page, false);
  await page.clock.runFor(900);
  await expect(page.locator("live-notice")).toHaveCount(0);
  await page.clock.runFor(200);
  await expect(status(page)).toBeVisible();
});

test("without a network it says so", async ({ page, context }) => {
  const server = await timed(page);
  await context.setOffline(true);
  await away(page, server, 6000);
  await expect(status(page)).toHaveText(/You are offline/);
  await expect(page.getByText(/Next attempt/)).toHaveCount(0);
  await context.setOffline(false);
  await page.clock.runFor(100);
  await expect(page.locator("live-notice")).toHaveCount(0);
});

test("the page's own words: by an element, or by options", async ({ page }) => {
  const server = await timed(page, {
    head: '<meta data-live-notice data-away="Verbindung verloren" data-now="Jetzt verbinden">',
    options: { reconnectMs: 9000, notice: { next: "in {} Sekunden", away: "not this" } },
  });
  await away(page, server, 5100);
  await expect(status(page)).toHaveText("Verbindung verloren");
  await expect(button(page)).toHaveText("Jetzt verbinden");
  await expect(page.getByText("in 4 Sekunden")).toBeVisible();
});

for (const [how, setup] of [
  ["an element", { head: '<meta data-live-notice="off">' }],
  ["an option", { options: { reconnectMs: 8000, notice: false } }],
] as const) {
  test(`it can be switched off by ${how}`, async ({ page }) => {
    const server = await timed(page, setup);
    await away(page, server, 6000);
    await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
    await expect(page.locator("live-notice")).toHaveCount(0);
  });
}

test("a page that disconnects by itself is told nothing", async ({ page }) => {
  await timed(page);
  await page.evaluate(() => (window as any).liveView.disconnect());
  await page.clock.runFor(3000);
  await expect(page.locator("live-notice")).toHaveCount(0);
});

test("a page that keeps failing says so, and can be loaded again by a button", async ({ page }) => {
  const server = await open(page, { ...counter, join: {} });
  server.silent = true;
  for (let crash = 0; crash < 6; crash++) {
    await expect.poll(() => server.control("join").length).toBe(crash + 1);
    server.raw([0, 0, "x", { reason: "crash", after: 1 }]);
  }
  await expect(page.getByRole("alert")).toHaveText("This page keeps failing.");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Load again" }).click()]);
});

test("its style breaks no Content-Security-Policy, and heeds reduced motion and forced colours", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
  await page.clock.install();
  const server = await joined(page, {
    html: "<output>0</output>",
    join: { v: ["c"], t: { c: "<output><!--0--></output>" } },
    csp: "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types golive",
  });
  server.refuse = true;
  await away(page, server, 1200);
  await expect(status(page)).toBeVisible();
  const style = await page.evaluate(() => {
    const [box, dot] = document.querySelector("live-notice")!.shadowRoot!.querySelectorAll("div,i");
    return [getComputedStyle(box).position, getComputedStyle(box).animationName, getComputedStyle(dot).animationName];
  });
  expect(style).toEqual(["fixed", "none", "none"]);
  expect(problems).toEqual([]);
});
