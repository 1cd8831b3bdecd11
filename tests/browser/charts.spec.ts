// The live chart: a script that comes when it is needed, a picture that moves, and what becomes of it when the connection does not last.
import { type Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";
import { proxyTo, type Proxy } from "./proxy";

let program: Program;
let proxy: Proxy;
test.beforeAll(async () => {
  program = await start("charts");
  proxy = await proxyTo(program);
});
test.afterAll(async () => {
  await proxy.stop();
  await stop(program);
});

const canvas = (page: Page) => page.locator("canvas[lv-hook]");
const drawn = (page: Page) => expect(page.locator(".gl-wait")).toBeHidden();

/** Pixels of the lines that have a colour. */
const coloured = (page: Page) =>
  canvas(page).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });

const newest = (page: Page) => page.locator(".gl-legend output").first().textContent();

test("its script is loaded by pages with such a chart only", async ({ page }) => {
  const scripts: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(new URL(request.url()).pathname));
  await page.goto(program.url);
  await joined(page);
  await drawn(page);
  expect(scripts.filter((path) => /^\/_golive\/chart-[0-9a-f]{12}\.js$/.test(path))).toHaveLength(1);
  const counter = await start("counter");
  scripts.length = 0;
  await page.goto(counter.url);
  await joined(page);
  expect(scripts).toHaveLength(1);
  await stop(counter);
});

test("draws lines, and goes on drawing", async ({ page }) => {
  await page.goto(program.url);
  await drawn(page);
  await expect.poll(() => coloured(page)).toBeGreaterThan(1000);
  const before = await newest(page);
  await expect.poll(() => newest(page)).not.toBe(before);
});

test("has a name, and its numbers in a table that is kept up to date", async ({ page }) => {
  await page.goto(program.url);
  await drawn(page);
  await expect(page.getByRole("img", { name: "Pulse", exact: true })).toBeVisible();
  const figure = page.locator("figure", { has: canvas(page) });
  await figure.getByText("Data").click();
  await expect(figure.getByRole("columnheader", { name: "Heart" })).toBeVisible();
  await expect(figure.locator("tbody tr")).toHaveCount(20);
  await expect(figure.getByText("rows not listed")).toBeVisible();
  const first = figure.getByRole("rowheader").first();
  const before = await first.textContent();
  await expect(first).not.toHaveText(before!);
});

test("reads out what is under the pointer", async ({ page }) => {
  await page.goto(program.url);
  await drawn(page);
  await canvas(page).hover({ position: { x: 100, y: 50 } });
  await expect(page.locator(".gl-live .gl-hits i")).toHaveAttribute("data-read", /^\d\d:\d\d:\d\d.*\nHeart: .*mV\nBreath: .*mV\nMuscle: .*mV$/);
  await page.mouse.move(0, 0);
  await expect(page.locator(".gl-live .gl-hits i")).toBeHidden();
});

test("only new points travel", async ({ page }) => {
  const sizes: number[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => /"feed:/.test(String(payload)) && sizes.push(payload.length)),
  );
  await page.goto(program.url);
  await drawn(page);
  await expect.poll(() => sizes.length).toBeGreaterThan(100);
  sizes.splice(0, 20); // the window that was there
  expect(sizes.sort((a, b) => a - b)[sizes.length >> 1]).toBeLessThan(500);
});

test("a tab that nobody sees gets nothing, and has no hole when it is seen again", async ({ page }) => {
  let received = 0;
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void (received += /"feed:/.test(String(payload)) ? 1 : 0)));
  await page.goto(program.url);
  await drawn(page);
  const look = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await look(true);
  await page.evaluate(() => (window as any).liveView.pushEvent("pause")); // answered: the server knows by now
  const before = received;
  await page.evaluate(() => (window as any).liveView.pushEvent("pause"));
  expect(received - before).toBeLessThan(3);
  await look(false);
  await expect.poll(() => received).toBeGreaterThan(before + 30);
});

test("comes back after a lost connection, and the page says nothing wrong", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage(); // lost connections are errors on the console
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(proxy.url);
  await drawn(page);
  const attempts = proxy.attempts;
  proxy.cut();
  await expect.poll(() => proxy.attempts).toBeGreaterThan(attempts);
  await joined(page);
  const before = await newest(page);
  await expect.poll(() => newest(page)).not.toBe(before);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("zooms by buttons", async ({ page }) => {
  await page.goto(program.url);
  await joined(page);
  const figure = page.locator("figure", { has: page.getByText("Disk", { exact: true }) }).first();
  const name = () => figure.getByRole("img").first().getAttribute("aria-label");
  await figure.getByRole("button", { name: "Zoom in" }).click();
  await expect(figure.getByRole("button", { name: "Zoom out" })).toBeEnabled();
  const zoomed = await name();
  await figure.getByRole("button", { name: "All" }).click();
  await expect(figure.getByRole("button", { name: "Zoom out" })).toBeDisabled();
  expect(await name()).not.toBe(zoomed);
});

test("is drawn without JavaScript, but for what moves", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(program.url);
  await expect(page.getByText("Waiting for values")).toBeVisible();
  await expect(page.locator(".gl-lines path").first()).toBeVisible();
  await expect(page.getByRole("meter", { name: "Memory" })).toBeVisible();
  await page.context().close();
});
