import { expect, test, type Page } from "@playwright/test";
import { load } from "./harness";

const run = (page: Page, first: number, pages: number, steps: number, foreign: boolean) =>
  page.evaluate((args) => (window as any).golive.run(...args), [first, pages, steps, foreign] as const);

test("300 random pages are adopted as they are, and after each of 4,500 random changes show what a fresh page would", async ({ page }) => {
  await load(page, "fuzz");
  const result = await run(page, 1, 300, 15, false);
  expect(result).toEqual({ pages: 300, steps: 4500, incomplete: 0, damaged: 0 });
});

test("pages with foreign nodes end right, whatever was injected where", async ({ page }) => {
  await load(page, "fuzz");
  const result = await run(page, 1001, 300, 6, true);
  expect(result.pages).toBe(300);
  expect(result.incomplete).toBeLessThan(150);
});
