// What a live handler puts into the session goes back to the server as the browser's own request.
import { expect, test, type Page } from "@playwright/test";
import { joined, kOrigin } from "./harness";

const counter = { html: "<output>0</output>", join: { v: ["c"], t: { c: "<output><!--0--></output>" } } };

interface Posted {
  path: string;
  body: string;
  type: string;
}

/** Takes the posts; `answer` says how each ends. */
async function posts(page: Page, answer: (count: number) => number | "abort" | "never" = () => 204): Promise<Posted[]> {
  const seen: Posted[] = [];
  await page.route(/\/live\/session$/, (route) => {
    const request = route.request();
    expect(request.method()).toBe("POST");
    seen.push({
      path: new URL(request.url()).pathname,
      body: request.postData() ?? "",
      type: request.headers()["content-type"]!,
    });
    const status = answer(seen.length);
    if (status === "abort") return route.abort();
    return status === "never" ? undefined : route.fulfill({ status });
  });
  return seen;
}

test("sealed text is posted as it is, one after the other", async ({ page }) => {
  const server = await joined(page, counter);
  const seen = await posts(page);
  server.diff({ 0: 1 }, { c: "sealed.one" });
  server.send("r", { c: "sealed.two" });
  await expect
    .poll(() => seen)
    .toEqual([
      { path: "/live/session", body: "sealed.one", type: "text/plain" },
      { path: "/live/session", body: "sealed.two", type: "text/plain" },
    ]);
  await expect(page.locator("output")).toHaveText("1");
});

test("a navigation waits until the session is stored", async ({ page }) => {
  const server = await joined(page, counter);
  let stored = false;
  await page.route(/\/live\/session$/, async (route) => {
    await expect(page.locator("output")).toHaveText("2"); // what came after it is shown, yet the page is still here
    expect(new URL(page.url()).pathname).toBe("/page");
    stored = true;
    await route.fulfill({ status: 204 });
  });
  server.send("n", { to: "/next", c: "sealed" });
  server.diff({ 0: 2 });
  await page.waitForURL("**/next");
  expect(stored).toBe(true);
});

test("a session that cannot be stored holds a navigation up for five seconds at most", async ({ page }) => {
  const server = await joined(page, counter);
  await posts(page, () => "never");
  await page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = ((work: () => void, wait = 0) => setTimeout(work, wait === 5000 ? 50 : wait)) as typeof window.setTimeout;
  });
  server.send("r", { c: "sealed" });
  server.send("n", { to: "/next" });
  await page.waitForURL("**/next");
});

test("a post that fails on the way is tried again a few times, one that was answered is not", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => (Math.random = () => 0));
  const seen = await posts(page, (count) => ["abort", 503, 403, "abort", "abort", "abort", "abort", 204][count - 1] as number | "abort");
  server.send("r", { c: "first" });
  await expect.poll(() => seen.map(({ body }) => body)).toEqual(["first", "first", "first"]);
  server.send("r", { c: "second" }); // given up after four
  server.send("r", { c: "third" });
  await expect.poll(() => seen.slice(3).map(({ body }) => body)).toEqual(["second", "second", "second", "second", "third"]);
});

test("it is posted beside the socket, where that is mounted", async ({ page }) => {
  const server = await joined(page, { ...counter, options: { url: "/app/live/websocket" } });
  const seen = await posts(page);
  server.send("r", { c: "sealed" });
  await expect.poll(() => seen.map(({ path }) => path)).toEqual(["/app/live/session"]);
  expect(page.url()).toContain(kOrigin);
});

test("time zone and locale go with every join, and the page's own parameters before them", async ({ page }) => {
  const server = await joined(page, { ...counter, options: { reconnectMs: 20, params: { cart: 7, _locale: "de-AT" } } });
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(server.joins[0].params).toEqual({ _tz: zone, _locale: "de-AT", cart: 7 });
  await server.drop();
  await expect.poll(() => server.joins.length).toBe(2);
  expect(server.joins[1].params._tz).toBe(zone);
});
