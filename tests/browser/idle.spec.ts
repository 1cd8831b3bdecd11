// A page that nobody touches. GOLIVE_IDLE_SECONDS: for how long; `make soak` leaves it alone for ten minutes.
import { expect, joined, start, stop, test, type Program } from "./program";

const kSeconds = Number(process.env.GOLIVE_IDLE_SECONDS ?? 20); // longer than the client's 15 s of silence

let counter: Program;

test.beforeAll(async () => {
  process.env.GOLIVE_HTTP_PING_TIME = "2s";
  counter = await start("counter");
  delete process.env.GOLIVE_HTTP_PING_TIME;
});
test.afterAll(() => stop(counter));

test("a page left alone keeps the one socket it has", async ({ page }) => {
  test.setTimeout((kSeconds + 60) * 1000);
  let sockets = 0;
  let pings = 0;
  page.on("websocket", (socket) => {
    sockets++;
    socket.on("framesent", ({ payload }) => (pings += String(payload).startsWith('[0,"ping"') ? 1 : 0));
  });
  await page.goto(counter.url);
  await joined(page);
  await page.locator("button", { hasText: "+" }).first().click();
  await expect(page.locator("output")).toHaveText("1");
  await expect.poll(() => pings, { timeout: (kSeconds + 30) * 1000 }).toBeGreaterThanOrEqual(Math.floor(kSeconds / 16));
  await page.locator("button", { hasText: "+" }).first().click();
  await expect(page.locator("output")).toHaveText("2");
  expect(sockets).toBe(1);
});
