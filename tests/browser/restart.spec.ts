import { expect, joined, start, stop } from "./program";
import { test } from "@playwright/test"; // a dead server does leave errors on the console

test("a server that dies and comes back finds its pages again", async ({ page }) => {
  const first = await start("counter");
  await page.goto(first.url);
  await joined(page);
  first.process.kill("SIGKILL");
  await expect(page.locator("[data-live-view]")).toHaveClass(/lv-disconnected/);
  await page.locator("button", { hasText: "+" }).click();
  await expect(page.locator(".lv-pending")).toHaveCount(1);
  const second = await start("counter", Number(new URL(first.url).port));
  try {
    await joined(page);
    const before = Number(await page.locator("output").textContent());
    await page.locator("button", { hasText: "+" }).click();
    await expect(page.locator("output")).toHaveText(String(before + 1));
  } finally {
    await stop(second);
  }
});
