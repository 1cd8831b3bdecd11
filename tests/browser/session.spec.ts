// What live handlers put into the session: stored by the browser's own request, and there in the next page.
import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

let pages: Program;

test.beforeAll(async () => {
  pages = await start("visitor_pages");
});
test.afterAll(() => stop(pages));

const name = (page: Page) => page.locator("h1");

async function signIn(page: Page, as: string): Promise<void> {
  await page.goto(pages.url);
  await joined(page);
  await page.getByLabel("Name").fill(as);
  await page.getByRole("button", { name: "sign in" }).click();
  await page.waitForURL("**/visitor");
  await joined(page);
}

test("who signs in on a live page is known to the page it leads to", async ({ page }) => {
  await signIn(page, "Ada");
  await expect(name(page)).toHaveText("Ada");
});

test("what is put without leaving the page is there when it is loaded again", async ({ page }) => {
  await signIn(page, "Bo");
  const stored = () => page.waitForResponse((response) => new URL(response.url()).pathname === "/live/session");
  for (let visits = 1; visits <= 3; visits++) {
    const answer = stored();
    await page.getByRole("button", { name: "visit" }).click();
    expect((await answer).ok()).toBe(true);
    await expect(page.locator("output")).toHaveText(String(visits));
  }
  await page.reload();
  await joined(page);
  await expect(page.locator("output")).toHaveText("3");
  await expect(name(page)).toHaveText("Bo");
});

test("who signs out in one tab is signed out in all, at once", async ({ page, context }) => {
  await signIn(page, "Cy");
  const other = await context.newPage();
  await other.goto(`${pages.url}/visitor`);
  await joined(other);
  await expect(name(other)).toHaveText("Cy");
  await page.getByRole("button", { name: "sign out" }).click();
  for (const tab of [page, other]) {
    await expect(name(tab)).toHaveText("nobody");
    await joined(tab);
  }
});

test("the page tells the server nothing of the session in an address", async ({ page }) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  page.on("websocket", (socket) => addresses.push(socket.url()));
  await signIn(page, "Di");
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax")).toBe(true);
  const token = await page.locator("[data-live-view]").getAttribute("data-token");
  for (const secret of [token!, ...cookies.map(({ value }) => value)]) {
    expect(addresses.filter((address) => address.includes(secret))).toEqual([]);
  }
});
