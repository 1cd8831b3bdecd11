// A page that changes a thousand times a second, in a real browser.
import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

let pages: Program;
test.beforeAll(async () => {
  pages = await start("bench_pages");
});
test.afterAll(() => stop(pages));

const visit = async (page: Page) => {
  await page.goto(`${pages.url}/cells?n=200&hz=1000&clock=1`);
  await joined(page);
};
const shown = (page: Page) => page.locator("p").first().textContent().then(Number);
const look = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("gets a frame for each that it paints, and not a thousand", async ({ page }) => {
  let frames = 0;
  page.on("websocket", (socket) => socket.on("framereceived", () => frames++));
  await visit(page);
  const painted = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const end = performance.now() + 1000;
        let count = 0;
        const frame = () => (count++, performance.now() < end ? requestAnimationFrame(frame) : done(count));
        requestAnimationFrame(frame);
      }),
  );
  expect(painted).toBeGreaterThan(10); // else the machine is too busy to say anything
  expect(frames).toBeLessThan(80 + painted);
  expect(frames).toBeGreaterThan(10);
});

test("rests while nobody sees it, and comes back with what is current", async ({ page }) => {
  let frames = 0;
  page.on("websocket", (socket) => socket.on("framereceived", () => frames++));
  await visit(page);
  await look(page, true);
  // A frame may have been under way; then none comes.
  let before = frames;
  await expect
    .poll(
      () => {
        const news = frames - before;
        before = frames;
        return news;
      },
      { intervals: [300] },
    )
    .toBe(0);
  const old = await shown(page);
  await look(page, false);
  await expect.poll(() => shown(page)).toBeGreaterThan(old + 250);
  expect(Math.abs(Date.now() - (await shown(page)))).toBeLessThan(1000);
});
