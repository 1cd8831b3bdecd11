import { expect, test } from "@playwright/test";
import { joined } from "./harness";

test("the debug bundle delays both ways, keeps the order and a history", async ({ page }) => {
  const server = await joined(page, { html: "<output>0</output>", join: { v: ["c"], t: { c: "<output><!--0--></output>" } }, debug: true });
  await page.evaluate(() => (window as any).liveView.debug.latency(400));
  const asked = page.evaluate(async () => {
    const start = performance.now();
    await (window as any).liveView.pushEvent("ask");
    return performance.now() - start;
  });
  await server.event(1);
  for (let n = 1; n <= 5; n++) server.diff({ 0: n }, {}, 1);
  expect(await asked).toBeGreaterThan(390);
  await expect(page.locator("output")).toHaveText("5");
  const history = await page.evaluate(() => (window as any).liveView.debug.history());
  expect(history.map(({ way, frame }: any) => [way, frame[0]])).toEqual([
    ["up", 0],
    ["down", 1],
    ["up", 1],
    ...[2, 3, 4, 5, 6].map((seq) => ["down", seq]),
  ]);
});

test("delayed frames keep their order when their timers do not", async ({ page }) => {
  const server = await joined(page, { html: "<output>0</output>", join: { v: ["c"], t: { c: "<output><!--0--></output>" } }, debug: true });
  await page.evaluate(() => {
    const held: (() => void)[] = [];
    const native = window.setTimeout;
    window.setTimeout = ((work: () => void, ms: number) => {
      if (ms < 1000) return native(work, ms);
      if (held.push(work) === 3) for (const each of held.splice(0).reverse()) each();
      return 0;
    }) as typeof window.setTimeout;
    (window as any).liveView.debug.latency(200_000);
  });
  for (let n = 1; n <= 3; n++) server.diff({ 0: n });
  await expect(page.locator("output")).toHaveText("3");
});

test("pages without the debug bundle have no trace of it", async ({ page }) => {
  await joined(page, { html: "<p>x</p>" });
  expect(await page.evaluate(() => "debug" in (window as any).liveView)).toBe(false);
});
