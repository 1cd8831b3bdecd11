// Sealed events: the page's own buttons work, and what somebody writes into it by hand is refused.
import { test as plain, type Page } from "@playwright/test"; // a dead server does leave errors on the console
import { expect, joined, start, stop, test, type Program } from "./program";

let pages: Program;

test.beforeAll(async () => {
  pages = await start("sealed_pages");
});
test.afterAll(() => stop(pages));

const rows = (page: Page) => page.locator("li");
const remove = (page: Page, text: string) => page.getByRole("button", { name: `remove ${text}` });
/** What a script of the page, or somebody at its console, gets for an event. */
const push = (page: Page, event: string): Promise<string> =>
  page.evaluate(
    (name) =>
      (window as any).liveView.pushEvent(name).then(
        () => "run",
        (error: { code: string }) => error.code,
      ),
    event,
  );

test("clicks, forms, keys and typing of a page whose events are all sealed", async ({ page }) => {
  await page.goto(`${pages.url}/sealed`);
  await joined(page);
  await remove(page, "hello").click();
  await expect(rows(page)).toHaveCount(1);
  const text = page.getByLabel("Text");
  await text.pressSequentially("new");
  await expect(page.locator("output")).toHaveText("new");
  await text.press("Escape");
  await expect(page.locator("p")).toHaveText("Escape");
  await page.getByRole("button", { name: "write" }).click();
  await expect(rows(page)).toHaveCount(2);
  await remove(page, "new").click(); // a button that came with a diff
  await expect(rows(page)).toHaveCount(1);
});

test("an attribute that is edited in the page is refused, and the page goes on", async ({ page }) => {
  await page.goto(pages.url);
  await joined(page);
  const button = remove(page, "hello");
  await button.evaluate((element) => element.setAttribute("lv-click", element.getAttribute("lv-click")!.replace("17", "18")));
  await button.click();
  await expect(button).toHaveClass(/lv-error/);
  await expect(rows(page)).toHaveCount(2);
  await remove(page, "world").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toHaveText(/hello/);
});

test("the button that only admins are shown cannot be pressed by hand", async ({ page, context }) => {
  await page.goto(pages.url);
  await joined(page);
  const admin = await context.newPage();
  await admin.goto(`${pages.url}/?admin`);
  await joined(admin);
  const wipe = admin.getByRole("button", { name: "wipe" });
  const binding = (await wipe.getAttribute("lv-click"))!;
  for (const event of ["wipe", "wipe()", binding]) expect(await push(page, event)).toBe("not_rendered");
  await expect(rows(page)).toHaveCount(2);
  await wipe.click();
  await expect(rows(admin)).toHaveCount(0);
});

plain("what was clicked while the server was restarted is run by the new one", async ({ page }) => {
  const first = await start("sealed_pages");
  await page.goto(`${first.url}/sealed`);
  await joined(page);
  first.process.kill("SIGKILL");
  await expect(page.locator("[data-live-view]")).toHaveClass(/lv-disconnected/);
  await remove(page, "hello").click();
  await expect(page.locator(".lv-pending")).toHaveCount(1);
  const second = await start("sealed_pages", Number(new URL(first.url).port));
  try {
    await joined(page);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toHaveText(/world/);
    await remove(page, "world").click();
    await expect(rows(page)).toHaveCount(0);
  } finally {
    await stop(second);
  }
});
