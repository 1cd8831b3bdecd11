// The client's own work, without the browser's layout. The bounds are generous: they hold on a busy machine.
import { expect, test, type Page } from "@playwright/test";
import { load } from "./harness";

test.beforeEach(({ page }) => load(page, "speed"));

/** Measures in the page, and says it with SPEED=1 in the environment. */
async function measure(page: Page, what: string, count: number, runs: number): Promise<number> {
  const ms = await page.evaluate((args) => (window as any).speed[args.what](args.count, args.runs), { what, count, runs });
  if (process.env.SPEED) console.log(`${what} ${count}: ${ms.toFixed(3)} ms`);
  return ms;
}

test("adoption takes time in proportion to the page", async ({ page }) => {
  const thousand = await measure(page, "adopt", 1_000, 10);
  const tenThousand = await measure(page, "adopt", 10_000, 10);
  expect(tenThousand).toBeLessThan(15 * thousand + 10);
});

test("one cell of 10,000 rows is written within 0.2 ms", async ({ page }) => {
  expect(await measure(page, "cell", 10_000, 30)).toBeLessThan(0.2);
});

test("one row is put before 10,000 within 1 ms", async ({ page }) => {
  expect(await measure(page, "prepend", 10_000, 30)).toBeLessThan(1);
});

test("200 cells are written within 0.5 ms", async ({ page }) => {
  expect(await measure(page, "cells", 200, 30)).toBeLessThan(0.5);
});
