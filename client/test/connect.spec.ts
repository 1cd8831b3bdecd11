import { expect, test } from "@playwright/test";
import { joined, kOrigin, kRoot, open } from "./harness";

const form = '<output><!--0--></output><button lv-click="inc">+</button><i><!--1--></i>';
const counter = {
  html: '<output>0</output><button lv-click="inc">+</button><i>x</i>',
  join: { v: ["c"], t: { c: form } },
  options: { reconnectMs: 20 },
};

test("a gap in the frames asks for everything, and nothing is shown wrong meanwhile", async ({ page }) => {
  const server = await joined(page, counter);
  server.seq++;
  server.diff({ 0: "lost" });
  await expect.poll(() => server.control("full").length).toBe(1);
  server.diff({ 0: "also worthless" });
  expect(await page.locator("output").textContent()).toBe("0");
  server.send("f", { v: ["c", 7, "x"] });
  await expect(page.locator("output")).toHaveText("7");
  server.diff({ 0: 8 });
  await expect(page.locator("output")).toHaveText("8");
  expect(server.control("full").length).toBe(1);
});

test("events made without a connection are kept and sent after the rejoin, in order", async ({ page }) => {
  const server = await joined(page, {
    ...counter,
    join: (_: any, times: number) => (times ? { v: ["c", 2, "x"] } : counter.join),
    kind: "f" as const,
  });
  await page.getByText("+").click();
  await server.event(1);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(kRoot)).toHaveClass(/lv-disconnected/);
  await page.getByText("+").click();
  await expect(page.locator("button")).toHaveClass(/lv-pending/);
  await page.getByText("+").click();
  server.refuse = false;
  await expect(page.locator(kRoot)).toHaveClass(/lv-connected/);
  await server.event(4);
  expect(server.joins[1]).toMatchObject({ token: "T", seq: 1, ack: 0 });
  expect(server.events.map(([id, event]) => [id, event])).toEqual([
    [1, "inc"],
    [1, "inc"],
    [2, "inc"],
    [3, "inc"],
  ]);
  await expect(page.locator("button")).not.toHaveClass(/lv-pending/);
  server.diff({ 0: 3 });
  await expect(page.locator("button")).not.toHaveClass(/lv-loading/);
});

test("events that were answered before the connection broke are not sent again", async ({ page }) => {
  const server = await joined(page, {
    ...counter,
    join: (_: any, times: number) => (times ? { v: ["c", 1, "x"] } : counter.join),
    kind: "f" as const,
  });
  await page.getByText("+").click();
  await server.event(1);
  server.diff({ 0: 1 });
  await expect(page.locator("output")).toHaveText("1");
  await server.drop();
  await expect.poll(() => server.joins.length).toBe(2);
  expect(server.joins[1]).toMatchObject({ seq: 2, ack: 1 });
  await page.getByText("+").click();
  await server.event(2);
  expect(server.events.map(([id]) => id)).toEqual([1, 2]);
});

test("every event gets exactly one answer, in order: value, null, error", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => {
    const w = window as any;
    w.answers = [];
    for (const name of ["a", "b", "c", "d", "e"]) {
      w.liveView.pushEvent(name, { n: 1 }).then(
        (value: unknown) => w.answers.push([name, value]),
        (error: any) => w.answers.push([name, error.code, error.message]),
      );
    }
  });
  await server.event(5);
  server.send("r", { r: { 1: { ok: true } } }, 2);
  server.send("r", { x: { 3: { code: "bad_type", message: "no" } } }, 3);
  server.raw([0, 5, "e", { code: "not_found", message: "no such event", id: 5 }]);
  await expect.poll(() => page.evaluate(() => (window as any).answers.length)).toBe(5);
  expect(await page.evaluate(() => (window as any).answers)).toEqual([
    ["a", { ok: true }],
    ["b", null],
    ["c", "bad_type", "no"],
    ["d", null],
    ["e", "not_found", "no such event"],
  ]);
  server.send("r", null, 5);
  server.diff({ 0: 9 });
  await expect(page.locator("output")).toHaveText("9");
  expect(await page.evaluate(() => (window as any).answers.length)).toBe(5);
});

test("a refused click is shown on its element until the next", async ({ page }) => {
  const server = await joined(page, counter);
  await page.getByText("+").click();
  await server.event(1);
  server.send("r", { x: { 1: { code: "refused", message: "no" } } });
  await expect(page.locator("button")).toHaveClass("lv-error");
  await page.getByText("+").click();
  await expect(page.locator("button")).toHaveClass("lv-loading");
  server.diff({ 0: 1 });
  await expect(page.locator("button")).toHaveClass("");
});

test("a frame that asks for it is confirmed, events of the server reach the page", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => addEventListener("golive:toast", (event) => ((window as any).toast = (event as CustomEvent).detail)));
  server.diff({ 0: 5 }, { a: 1, e: [["toast", { text: "hi" }]] });
  await expect.poll(() => server.control("ack").map(([, , , seq]) => seq)).toEqual([2]);
  expect(await page.evaluate(() => (window as any).toast)).toEqual({ text: "hi" });
});

test("silence is probed, a dead connection is replaced", async ({ page }) => {
  const server = await joined(page, { ...counter, options: { heartbeatMs: 1000, reconnectMs: 20 } });
  await expect.poll(() => server.control("ping").length).toBeGreaterThan(1);
  expect(server.joins.length).toBe(1);
  server.silent = true;
  await expect.poll(() => server.urls.length).toBeGreaterThan(1);
});

test("the page says good-bye when it goes, and comes back with back and forward", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => {
    const { send } = WebSocket.prototype; // what is sent while the page goes can no longer be seen from outside
    WebSocket.prototype.send = function (data) {
      sessionStorage.sent = data;
      send.call(this, data);
    };
  });
  await page.goto(`${kOrigin}/other`);
  expect(JSON.parse(await page.evaluate(() => sessionStorage.sent))).toEqual([0, "leave", null, 1]);
  await page.goBack();
  await expect(page.locator(".lv-connected")).toBeAttached();
  expect(server.joins.length).toBe(3);
});

test("a page that the server no longer knows is loaded afresh", async ({ page }) => {
  let loads = 0;
  page.on("framenavigated", () => loads++);
  const server = await joined(page, counter);
  server.raw([0, 0, "x", { reason: "stale" }]);
  await expect.poll(() => server.joins.length).toBe(2);
  expect(loads).toBe(2);
});

test("a view that crashed is joined afresh on the same page, without the event that did it", async ({ page }) => {
  const server = await joined(page, counter);
  const refused = page.evaluate(() => (window as any).liveView.pushEvent("boom").catch((error: any) => error.code));
  await expect.poll(() => server.events.length).toBe(1);
  await page.evaluate(() => void (window as any).liveView.pushEvent("later"));
  await expect.poll(() => server.events.length).toBe(2);
  server.raw([0, 1, "x", { reason: "crash", after: 1 }]);
  expect(await refused).toBe("crash");
  await expect.poll(() => server.joins.length).toBe(2);
  expect(server.joins[1]!.ack).toBe(1);
  await expect.poll(() => server.events.map(([, event]) => event)).toEqual(["boom", "later", "later"]);
  await expect(page.locator(".lv-connected:not(.lv-error)")).toBeAttached();
});

test("a view that keeps crashing says so", async ({ page }) => {
  const server = await open(page, { ...counter, join: {} });
  server.silent = true;
  for (let crash = 0; crash < 6; crash++) {
    await expect.poll(() => server.control("join").length).toBe(crash + 1);
    server.raw([0, 0, "x", { reason: "crash", after: 1 }]);
  }
  await expect(page.getByRole("alert")).toHaveText(/keeps failing/);
});

test("only a silent connection is probed, not one that has just been opened", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false })));
  await page.getByText("+").click();
  await server.event(1);
  expect(server.control("ping")).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => server.control("ping").length).toBe(1);
});

test("a server that shuts down is awaited, not asked for a page", async ({ page }) => {
  const server = await joined(page, counter);
  server.raw([2, 0, "x", { reason: "shutdown" }]);
  await expect.poll(() => server.joins.length).toBe(2);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("navigation goes where the server says, but never into a script", async ({ page }) => {
  const server = await joined(page, counter);
  server.send("n", { to: "javascript:document.title='bad'" });
  server.diff({ 0: 1 });
  await expect(page.locator("output")).toHaveText("1");
  expect(await page.title()).toBe("test");
  server.send("n", { to: "/next?b=2" });
  await page.waitForURL("**/next?b=2");
});

test("connect, disconnect and the signals", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => {
    const w = window as any;
    w.signals = [];
    for (const name of ["connected", "disconnected", "reconnected", "error"]) w.liveView.on(name, () => w.signals.push(name));
    w.off = () => w.signals.push("off");
    w.liveView.on("connected", w.off);
    w.liveView.off("connected", w.off);
    w.liveView.disconnect();
  });
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => (window as any).liveView.connect());
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  expect(await page.evaluate(() => (window as any).signals)).toEqual(["disconnected", "connected", "reconnected"]);
  expect(server.joins.length).toBe(2);
});

test("options come from the queue before the client connects, and from configure later", async ({ page }) => {
  const server = await joined(page, {
    ...counter,
    options: { url: "/app/live/websocket", params: { zone: "cet" } },
  });
  expect(server.urls[0]).toContain("/app/live/websocket?vsn=golive1&view=lv-0-abc");
  expect(server.joins[0].params).toMatchObject({ zone: "cet" });
  await page.evaluate(() => {
    const { liveView } = window as any;
    liveView.configure({ params: () => ({ zone: "utc" }) });
    liveView.disconnect();
    liveView.connect();
  });
  await expect.poll(() => server.joins[1]?.params.zone).toBe("utc");
});

test("strict CSP and Trusted Types are kept", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const server = await joined(page, {
    html: "<div><!--$--><!--/--></div>",
    join: { v: ["n"], t: { n: "<div><!--$0--></div>", b: "<b><!--0--></b>" } },
    csp: "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types golive",
  });
  server.diff({ 0: ["b", "bold"] });
  await expect(page.locator("b")).toHaveText("bold");
  server.diff({ 0: { r: "<i>raw</i>" } });
  await expect(page.locator("i")).toHaveText("raw");
  expect(problems).toEqual([]);
});
