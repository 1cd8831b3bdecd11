// Events on their way: how many, how big, and what becomes of those that cannot be sent.
import { expect, test, type Page } from "@playwright/test";
import { joined, kRoot } from "./harness";
import * as wire from "../src/wire_keys";

const counter = {
  html: '<output>0</output><button lv-click="inc">+</button>',
  join: { v: ["c"], t: { c: '<output><!--0--></output><button lv-click="inc">+</button>' } },
  options: { reconnectMs: 20 },
};

/** Pushes an event; what becomes of it, as text: its answer, or the code of its refusal. */
const push = (page: Page, payload: unknown, name = "note"): Promise<string> =>
  page.evaluate(
    ([payload, name]) =>
      (window as any).liveView.pushEvent(name, payload).then(
        (value: unknown) => `answer ${value}`,
        (error: any) => error.code ?? error.name,
      ),
    [payload, name] as const,
  );

test("more than a thousand events are refused, the newest ones, and shown as refused", async ({ page }) => {
  const server = await joined(page, counter);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => {
    for (let n = 1; n <= 1000; n++) void (window as any).liveView.pushEvent("note", n);
  });
  expect(await push(page, 1001)).toBe("offline");
  await page.getByText("+").click();
  await expect(page.locator("button")).toHaveClass("lv-error");
  server.refuse = false;
  await expect.poll(() => server.events.length).toBe(1000);
  expect(server.events.map(([id]) => id)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  expect(server.events.every(([id, , payload]) => payload === id)).toBe(true);
  server.diff({ 0: 7 });
  await expect(page.locator("output")).toHaveText("7");
  await page.getByText("+").click();
  await expect(page.locator("button")).toHaveClass("lv-loading");
  expect((await server.event(1001))[0]).toBe(1001); // what was refused has no number
});

test("events that wait take a megabyte at most", async ({ page }) => {
  const server = await joined(page, counter);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  const seen = await page.evaluate(async () => {
    const text = "ä".repeat(200_000); // 400,000 bytes
    const results: string[] = [];
    for (let n = 1; n <= 4; n++) {
      (window as any).liveView.pushEvent("note", text).catch((error: any) => results.push(`${n} ${error.code}`));
    }
    await new Promise((done) => setTimeout(done));
    return results;
  });
  expect(seen).toEqual(["3 offline", "4 offline"]);
  server.refuse = false;
  await expect.poll(() => server.events.length).toBe(2);
  server.send("r", null);
  const taken = push(page, "x");
  await server.event(3);
  server.send("r", null);
  expect(await taken).toBe("answer null"); // there is room again
});

const nested = (levels: number) => Array.from({ length: levels }).reduce((inner) => [inner], [] as unknown);

test("what is over a limit of the wire is refused here, and what is just within is sent", async ({ page }) => {
  const server = await joined(page, counter);
  expect(await push(page, "x".repeat(wire.MAX_MESSAGE_BYTES))).toBe("too_big");
  expect(await push(page, "€".repeat(wire.MAX_MESSAGE_BYTES / 3))).toBe("too_big"); // bytes count, not letters
  expect(await push(page, Array(wire.MAX_VALUES).fill(0))).toBe("too_big");
  expect(await push(page, nested(wire.MAX_DEPTH - 1))).toBe("too_big");
  expect(await push(page, null, "n".repeat(wire.MAX_MESSAGE_BYTES))).toBe("too_big");
  expect(server.events).toEqual([]);
  const within = ["x".repeat(wire.MAX_MESSAGE_BYTES - 100), Array(wire.MAX_VALUES - 100).fill(0), nested(wire.MAX_DEPTH - 2)];
  const marks = '[{"'.repeat(20_000) + '\\"'.repeat(20_000); // text is no structure
  for (const payload of [...within, marks]) {
    const answered = push(page, payload);
    await expect.poll(() => server.events.at(-1)?.[2]).toEqual(payload);
    server.send("r", null);
    expect(await answered).toBe("answer null");
  }
});

test("what is no JSON is refused, and harms nothing that follows", async ({ page }) => {
  const server = await joined(page, counter);
  const seen = await page.evaluate(async () => {
    const loop: any = {};
    loop.self = loop;
    const { liveView } = window as any;
    const name = (error: Error) => error.name;
    return [await liveView.pushEvent("loop", loop).catch(name), await liveView.pushEvent("big", 10n).catch(name)];
  });
  expect(seen).toEqual(["TypeError", "TypeError"]);
  await page.getByText("+").click();
  expect(await server.event(1)).toEqual([1, "inc", null, 1]);
});

test("an event says what it said when it was made, also when it waits", async ({ page }) => {
  const server = await joined(page, counter);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => {
    const cart = { count: 1, none: undefined };
    void (window as any).liveView.pushEvent("cart", cart);
    cart.count = 2;
    void (window as any).liveView.pushEvent("nothing", undefined);
  });
  server.refuse = false;
  await server.event(2);
  expect(server.events.map(([id, event, payload]) => [id, event, payload])).toEqual([
    [1, "cart", { count: 1 }],
    [2, "nothing", null],
  ]);
});

test("an event that ends the connection for its size is refused, and the others are sent again", async ({ page }) => {
  const warnings: string[] = [];
  page.on("console", (message) => warnings.push(message.text()));
  const server = await joined(page, counter);
  await page.evaluate(() => void (window as any).liveView.pushEvent("small", 1));
  const refused = push(page, "x".repeat(70_000), "big");
  await server.event(2);
  await page.evaluate(() => void (window as any).liveView.pushEvent("later", 3));
  await server.event(3);
  await server.socket!.close({ code: 1009, reason: "message too big" });
  expect(await refused).toBe("too_big");
  await expect
    .poll(() => server.events.slice(3).map(([id, event]) => [id, event]))
    .toEqual([
      [1, "small"],
      [3, "later"],
    ]);
  expect(warnings.filter((text) => text.startsWith("golive:"))).toEqual([
    expect.stringMatching(/^golive: 'big' was refused: \d+ bytes are too many for the server$/),
  ]);
});
