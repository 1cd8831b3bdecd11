// How the page tells the server what it has shown: a server that pushes fast waits for it.
import { expect, test } from "@playwright/test";
import { joined, look } from "./harness";

const kPage = {
  html: "<output>0</output>",
  join: { v: ["c"], t: { c: "<output><!--0--></output>" } },
};

test("frames that ask are confirmed once for each time the page is painted, with the newest", async ({ page }) => {
  const server = await joined(page, kPage);
  for (let i = 1; i <= 20; ++i) server.diff({ 0: i }, { a: 1 });
  await expect(page.locator("output")).toHaveText("20");
  await expect.poll(() => server.control("ack").at(-1)?.[3]).toBe(21);
  expect(server.control("ack").length).toBeLessThan(20);
});

test("a page that is not painted confirms nothing until it is", async ({ page }) => {
  const server = await joined(page, kPage);
  await page.evaluate(() => {
    const held: FrameRequestCallback[] = [];
    (window as any).paint = () => held.splice(0).forEach((work) => work(0));
    window.requestAnimationFrame = (work) => held.push(work);
  });
  server.diff({ 0: 1 }, { a: 1 });
  server.diff({ 0: 2 }, { a: 1 });
  await expect(page.locator("output")).toHaveText("2");
  expect(server.control("ack")).toEqual([]);
  await page.evaluate(() => (window as any).paint());
  await expect.poll(() => server.control("ack")).toEqual([[0, "ack", null, 3]]);
});

test("the server hears that nobody looks at the page, and that somebody does again", async ({ page }) => {
  const server = await joined(page, kPage);
  await look(page, true);
  await expect.poll(() => server.control("hide").length).toBe(1);
  expect(server.control("show").length).toBe(0);
  await look(page, false);
  await expect.poll(() => server.control("show").length).toBe(1);
});

test("a page that joins behind another tab says so", async ({ page }) => {
  const server = await joined(page, { ...kPage, options: { reconnectMs: 20 } });
  await look(page, true);
  await expect.poll(() => server.control("hide").length).toBe(1);
  await server.socket!.close({ code: 1006 + 6, reason: "again" });
  await expect.poll(() => server.control("hide").length, { timeout: 15_000 }).toBe(2);
});
