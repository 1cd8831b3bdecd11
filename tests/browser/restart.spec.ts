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

test("a view that crashes is joined afresh on its page, and what was typed stays", async ({ page }) => {
  const program = await start("counter");
  const sent: [number, string, unknown, number][] = [];
  let crash = (): void => {};
  await page.routeWebSocket(/\/live\/websocket/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      sent.push(JSON.parse(String(message)));
      server.send(message);
    });
    server.onMessage((message) => socket.send(message));
    crash = () => socket.send(JSON.stringify([0, sent.at(-1)![0], "x", { reason: "crash", after: 50 }]));
  });
  const joins = () => sent.filter(([id, event]) => !id && event === "join").length;
  try {
    await page.goto(program.url);
    await joined(page);
    const note = page.locator("input[name=note]");
    await note.pressSequentially("typed");
    await expect(page.locator("#echo")).toHaveText("TYPED");
    await page.evaluate(() => ((window as any).kept = document.querySelector("input[name=note]")));
    crash();
    await expect(page.locator("[data-live-view]")).toHaveClass(/lv-error/);
    await expect.poll(joins).toBe(2);
    await joined(page);
    await expect(note).toHaveValue("typed");
    await expect(note).toBeFocused();
    expect(await page.evaluate(() => (window as any).kept.isConnected)).toBe(true);
    await note.pressSequentially(" more");
    await expect(page.locator("#echo")).toHaveText("TYPED MORE");
    await page.locator("button", { hasText: "+" }).click();
    await expect(page.locator("output")).toHaveText("1");
  } finally {
    await stop(program);
  }
});
