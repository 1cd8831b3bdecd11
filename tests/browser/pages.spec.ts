import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

let pages: Program;

test.beforeAll(async () => {
  pages = await start("bench_pages");
});
test.afterAll(() => stop(pages));

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${pages.url}${path}`);
  await joined(page);
}

const rows = (page: Page): Promise<string[]> =>
  page.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent).join("|")));

/** Runs `work` and returns the mutations of the table it has led to. */
async function mutations(page: Page, work: () => Promise<void>): Promise<Record<string, number>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = ((window as any).seen = {});
    new MutationObserver((records) => {
      for (const { type } of records) seen[type] = (seen[type] ?? 0) + 1;
    }).observe(document.querySelector("tbody")!, { subtree: true, childList: true, characterData: true });
  });
  await work();
  await page.waitForFunction(() => !document.querySelector(".lv-loading"));
  return page.evaluate(() => (window as any).seen);
}

const click = (page: Page, name: string) => page.locator("button", { hasText: name }).click();

test("the counter answers to plain event names", async ({ page }) => {
  await visit(page, "/counter");
  await page.evaluate(() => (window as any).liveView.pushEvent("inc"));
  await expect(page.locator("output")).toHaveText("1");
  await click(page, "-");
  await expect(page.locator("output")).toHaveText("0");
  const error = await page.evaluate(() => (window as any).liveView.pushEvent("no_such_event").catch((e: any) => e.code));
  expect(error).toMatch(/\w/);
});

for (const path of ["/table?rows=200", "/table?rows=200&versions=1"]) {
  test(`${path}: each operation writes only what it changes`, async ({ page }) => {
    await visit(page, path);
    const start = await rows(page);
    expect(start.length).toBe(200);
    expect(await mutations(page, () => click(page, "touch"))).toEqual({ characterData: 1 });
    const touched = await rows(page);
    expect(touched.filter((row, i) => row !== start[i]).length).toBe(1);
    expect((await mutations(page, () => click(page, "swap"))).childList).toBeLessThanOrEqual(4);
    const swapped = await rows(page);
    expect(swapped.filter((row, i) => row !== touched[i]).length).toBe(2);
    expect(await mutations(page, () => click(page, "prepend"))).toEqual({ childList: 1 });
    expect((await rows(page)).slice(1)).toEqual(swapped);
    expect(await mutations(page, () => click(page, "delete"))).toEqual({ childList: 1 });
    const deleted = await rows(page);
    expect(deleted.length).toBe(200);
    await mutations(page, () => click(page, "shuffle"));
    const shuffled = await rows(page);
    expect(shuffled).not.toEqual(deleted);
    expect([...shuffled].sort()).toEqual([...deleted].sort());
  });

  test(`${path}: after many operations the page is what the server says, all of it`, async ({ page }) => {
    await visit(page, path);
    for (let n = 0; n < 6; n++) for (const name of ["shuffle", "touch", "prepend", "swap", "delete"]) await click(page, name);
    await page.waitForFunction(() => !document.querySelector(".lv-loading"));
    const shown = await rows(page);
    await page.evaluate(() => document.querySelector("tbody")!.replaceChildren()); // makes the client ask for everything
    await click(page, "touch");
    await expect.poll(() => rows(page).then((all) => all.length)).toBe(shown.length);
    expect((await rows(page)).filter((row, i) => row !== shown[i]).length).toBe(1);
  });
}

test("what one publishes all viewers see", async ({ page, context, request }) => {
  const other = await context.newPage();
  await visit(page, "/feed");
  await visit(other, "/feed");
  const published = await (await request.post(`${pages.url}/bump`)).text();
  await expect(page.locator("output")).toHaveText(published);
  await expect(other.locator("output")).toHaveText(published);
});

test("numbers that change by themselves keep changing, one text node each", async ({ page }) => {
  await visit(page, "/cells?n=200&hz=60");
  await page.evaluate(() => ((window as any).cells = [...document.querySelectorAll("span")].map((span) => span.firstChild)));
  const first = await page.locator("span").first().textContent();
  await expect(page.locator("span").first()).not.toHaveText(first!);
  const kept = await page.evaluate(() =>
    (window as any).cells.every((text: Text, i: number) => document.querySelectorAll("span")[i].firstChild === text),
  );
  expect(kept).toBe(true);
});
