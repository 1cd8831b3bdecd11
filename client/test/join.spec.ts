import { expect, test } from "@playwright/test";
import { joined } from "./harness";

const kCounter = '<output><!--0--></output><button lv-s="lv-click 1">-</button><button lv-s="lv-click 2">+</button>';
const kServed = '<output>0</output><button lv-click="add(-1)">-</button><button lv-click="add(1)">+</button>';
const counter = { html: kServed, join: { v: ["c"], t: { c: kCounter } } };

test("a click sends one event and its answer changes one text node", async ({ page }) => {
  const server = await joined(page, counter);
  expect(server.urls[0]).toContain("/live/websocket?vsn=golive1&view=lv-0-abc");
  expect(server.joins).toEqual([{ token: "T", url: "/page?a=1", seq: 0, ack: 0, params: { _tz: expect.any(String), _locale: "en-US" } }]);
  await page.evaluate(() => {
    const seen = ((window as any).seen = [] as string[]);
    new MutationObserver((records) => seen.push(...records.map((r) => r.type + (r.attributeName ?? "")))).observe(
      document.querySelector("[data-live-view]")!,
      { subtree: true, childList: true, characterData: true, attributes: true },
    );
  });
  await page.getByText("+").click();
  expect(await server.event(1)).toEqual([1, "add(1)", null, 1]);
  await expect(page.locator(".lv-loading")).toHaveText("+");
  server.diff({ 0: 1 });
  await expect(page.locator("output")).toHaveText("1");
  const seen = await page.evaluate(() => (window as any).seen);
  expect(seen.filter((type: string) => type !== "attributesclass")).toEqual(["characterData"]);
  await expect(page.locator(".lv-loading")).toHaveCount(0);
});
