// A connection was lost, and the view is still there: it goes on where the page left off.
import { expect, test, type Page } from "@playwright/test";
import { joined, kRoot, look, type Server } from "./harness";

const kForm = '<output><!--0--></output><button lv-click="inc">+</button><input name="note" lv-input="note">';
const counter = {
  html: '<output>0</output><button lv-click="inc">+</button><input name="note" lv-input="note">',
  join: { v: ["c"], t: { c: kForm } },
  options: { reconnectMs: 20 },
};

const output = (page: Page) => page.locator("output");

/** Answers the joins to come as a view does that is still there: with these frames, numbered after the newest the page has. */
function keep(server: Server, ...frames: [kind: string, payload: object | null, ack?: number][]): void {
  server.resume = ({ seq, ack }) => {
    server.seq = seq;
    for (const [kind, payload, newest = ack] of frames) server.send(kind, payload, newest);
  };
}

test("what changed meanwhile is shown, and nothing else is touched", async ({ page }) => {
  const server = await joined(page, counter);
  server.diff({ 0: 1 });
  await expect(output(page)).toHaveText("1");
  await page.locator("input").fill("typed");
  await server.event(1);
  server.send("r", null);
  await page.evaluate(() => ((window as any).kept = document.querySelector("output")!.firstChild));
  keep(server, ["d", { d: { 0: 5 } }]);
  await server.drop();
  await expect(output(page)).toHaveText("5");
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  expect(server.joins[1]).toMatchObject({ token: "T", seq: 3, ack: 1 });
  expect(await page.evaluate(() => (window as any).kept === document.querySelector("output")!.firstChild)).toBe(true);
  await page.getByText("+").click();
  await expect.poll(() => server.events.length).toBe(2);
  expect(server.events[1].slice(0, 2)).toEqual([2, "inc"]); // the view knows what was typed: it is not sent again
});

test("a view with nothing new is joined by an empty frame", async ({ page }) => {
  const server = await joined(page, counter);
  keep(server, ["r", null]);
  await server.drop();
  await expect.poll(() => server.joins.length).toBe(2);
  await expect(page.locator(kRoot)).toHaveClass("lv-connected");
  server.diff({ 0: 3 });
  await expect(output(page)).toHaveText("3");
});

test("frames that were lost come again, each event of the page and each answer once", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => {
    const seen = ((window as any).seen = [] as unknown[]);
    addEventListener("golive:toast", (event) => seen.push((event as CustomEvent).detail));
    void (window as any).liveView.pushEvent("ask").then((value: unknown) => seen.push(["answer", value]));
  });
  await server.event(1);
  server.diff({ 0: 1 }, { e: [["toast", 1]] }, 0);
  await expect(output(page)).toHaveText("1");
  server.resume = ({ seq }) => {
    server.seq = seq - 1;
    server.diff({ 0: "old" }, { e: [["toast", 1]] }, 0); // had already
    server.diff({ 0: 2 }, { e: [["toast", 2]] }, 0);
    server.send("r", { r: { 1: "yes" } }, 1);
  };
  await server.drop();
  await expect.poll(() => page.evaluate(() => (window as any).seen)).toEqual([1, 2, ["answer", "yes"]]);
  await expect(output(page)).toHaveText("2");
  expect(server.events.map(([id]) => id)).toEqual([1, 1]); // sent again after the first frame, and answered by the third
});

test("frames that begin a numbering count once, too, if they come twice", async ({ page }) => {
  const server = await joined(page, counter);
  await page.evaluate(() => {
    const seen = ((window as any).seen = [] as unknown[]);
    addEventListener("golive:toast", (event) => seen.push((event as CustomEvent).detail));
  });
  server.resume = () => {
    for (let times = 0; times < 2; times++) server.raw([1, 0, "f", { v: ["c", 1], e: [["toast", 1]] }]);
    for (let times = 0; times < 2; times++) server.raw([2, 0, "f", { v: ["c", 2], e: [["toast", 2]] }]);
    server.raw([3, 0, "d", { d: { 0: 3 }, e: [["toast", 3]] }]);
  };
  await server.drop();
  await expect(output(page)).toHaveText("3");
  expect(await page.evaluate(() => (window as any).seen)).toEqual([1, 2, 3]);
});

test("events made while away go out after the first frame, and not before", async ({ page }) => {
  const server = await joined(page, counter);
  server.resume = () => {};
  await server.drop();
  await expect.poll(() => server.joins.length).toBe(2);
  await page.getByText("+").click();
  await page.evaluate(() => void (window as any).liveView.pushEvent("more"));
  server.raw([0, 0, "p", null]); // outside the numbering: no answer to the join
  await expect(page.locator("button")).toHaveClass(/lv-pending/);
  expect(server.events).toEqual([]);
  server.send("r", null, 0);
  await server.event(2);
  expect(server.events.map(([id, event, , seq]) => [id, event, seq])).toEqual([
    [1, "inc", 2],
    [2, "more", 2],
  ]);
  server.diff({ 0: 1 });
  await expect(page.locator("button")).toHaveClass("");
});

test("a page that was found damaged before the cut asks for everything after it", async ({ page }) => {
  const server = await joined(page, counter);
  server.seq++;
  server.diff({ 0: "lost" });
  await expect.poll(() => server.control("full").length).toBe(1);
  keep(server, ["d", { d: { 0: "worthless" } }]);
  await server.drop();
  await expect.poll(() => server.control("full").length).toBe(2);
  expect(await output(page).textContent()).toBe("0");
  server.send("f", { v: ["c", 8] });
  await expect(output(page)).toHaveText("8");
});

test("a gap right after the join asks for everything, once", async ({ page }) => {
  const server = await joined(page, counter);
  server.resume = ({ seq }) => {
    server.seq = seq + 3;
    server.diff({ 0: "worthless" });
    server.diff({ 0: "too" });
  };
  await server.drop();
  await expect.poll(() => server.control("full").length).toBe(1);
  server.send("f", { v: ["c", 4] });
  await expect(output(page)).toHaveText("4");
  expect(server.control("full").length).toBe(1);
});

test("a view that cannot bridge the gap sends everything, and what was typed is not sent again", async ({ page }) => {
  const server = await joined(page, counter);
  await page.locator("input").fill("typed");
  await server.event(1);
  server.send("r", null);
  keep(server, ["f", { v: ["c", 9] }]);
  await server.drop();
  await expect(output(page)).toHaveText("9");
  await expect(page.locator("input")).toHaveValue("typed");
  await page.getByText("+").click();
  await expect.poll(() => server.events.length).toBe(2);
  expect(server.events[1][1]).toBe("inc");
});

test("a page that another one has taken over does not fight: it is loaded afresh when somebody looks at it", async ({ page }) => {
  const server = await joined(page, counter);
  let loads = 0;
  page.on("framenavigated", () => loads++);
  await look(page, true);
  await server.socket!.close({ code: 4409, reason: "joined elsewhere" });
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => {
    dispatchEvent(new Event("online"));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  expect([server.joins.length, loads]).toEqual([1, 0]);
  await look(page, false);
  await expect.poll(() => server.joins.length).toBe(2);
  expect(server.joins[1].seq).toBe(0);
  expect(loads).toBe(1);
});

test("a page that may come back with the back button keeps its view: it closes without a good-bye", async ({ page }) => {
  const server = await joined(page, counter);
  keep(server, ["d", { d: { 0: 6 } }]);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect(page.locator(kRoot)).toHaveClass("lv-disconnected");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(output(page)).toHaveText("6");
  expect(server.control("leave")).toEqual([]);
  expect(server.joins[1].seq).toBe(1);
});
