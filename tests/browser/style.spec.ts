// What a style hole shows under the policy that pages are served with.
import { expect, joined, start, stop, test, type Program } from "./program";

let pages: Program;
test.beforeAll(async () => void (pages = await start("bench_pages")));
test.afterAll(() => stop(pages));

test("a style hole is shown, when the page is served and after each change", async ({ page }) => {
  await page.goto(`${pages.url}/cells?n=1&hz=20`);
  await joined(page);
  const widths = () => page.locator("#bar").evaluate((bar) => [bar.getAttribute("style"), `width: ${getComputedStyle(bar).width}`]);
  const [first, shown] = await widths();
  expect(shown).toBe(first);
  await expect.poll(async () => (await widths())[0]).not.toBe(first);
  const [later, shownLater] = await widths();
  expect(shownLater).toBe(later);
});
