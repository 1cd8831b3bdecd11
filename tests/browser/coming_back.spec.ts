// The server, the network, the browser or the user was away, and is back. Failed connections are errors on the console, so this is not the
// `test` that forbids them.
import { expect, test, type Page } from "@playwright/test";
import { joined, start, stop, type Program } from "./program";
import { proxyTo, type Proxy } from "./proxy";

let counter: Program;
let proxy: Proxy;

test.beforeAll(async () => {
  counter = await start("counter");
  proxy = await proxyTo(counter);
});
test.afterAll(async () => {
  await proxy.stop();
  await stop(counter);
});

const root = (page: Page) => page.locator("[data-live-view]");
const output = (page: Page) => page.locator("output");
const note = (page: Page) => page.locator("input[name=note]");
const plus = (page: Page) => page.getByRole("button", { name: "one more" });

async function visit(page: Page, options: object = {}, url = proxy.url): Promise<void> {
  await page.addInitScript((options) => ((window as any).liveView ??= []).push((liveView: any) => liveView.configure(options)), options);
  await page.goto(url);
  await joined(page);
}

const loads = (page: Page): { count: number } => {
  const seen = { count: 0 };
  page.on("framenavigated", () => seen.count++);
  return seen;
};

test("a server that is away for ten seconds: the page says so, asks seldom, and is live again", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => /Content.Security.Policy/i.test(message.text()) && refused.push(message.text()));
  const first = await start("counter");
  const port = Number(new URL(first.url).port);
  let attempts = 0;
  page.on("websocket", () => attempts++);
  await visit(page, {}, first.url);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  const stopped = Date.now();
  await stop(first);
  await expect(page.locator("live-notice").getByRole("status")).toHaveText(/Connection lost/);
  await expect(page.locator("live-notice").getByText(/Next attempt in \d+ s|Trying now/)).toBeVisible();
  await expect.poll(() => Date.now() - stopped, { timeout: 20_000 }).toBeGreaterThan(10_000);
  expect(attempts).toBeGreaterThan(2);
  expect(attempts).toBeLessThan(25); // full jitter: about ten, by chance more
  const second = await start("counter", port);
  try {
    const retry = page.locator("live-notice").getByRole("button");
    await retry.click({ timeout: 5000 }).catch(() => {}); // unless it has come back by itself
    await joined(page);
    await expect(page.locator("live-notice")).toHaveCount(0);
    const before = Number(await output(page).textContent());
    await plus(page).click();
    await expect(output(page)).toHaveText(String(before + 1));
    expect(refused).toEqual([]);
  } finally {
    await stop(second);
  }
});

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  test(`a new server after ${signal} finds the page as it was left: what was typed stays, clicks of meanwhile count once`, async ({
    page,
  }) => {
    const first = await start("counter");
    await visit(page, { reconnectMs: 50 }, first.url);
    await plus(page).click();
    await expect(output(page)).toHaveText("1");
    await note(page).pressSequentially("half a sen");
    await expect(page.locator("#echo")).toHaveText("HALF A SEN");
    const seen = loads(page);
    const ended = new Promise((done) => first.process.once("exit", done));
    first.process.kill(signal);
    await ended;
    await expect(root(page)).toHaveClass(/lv-disconnected/);
    await note(page).pressSequentially("tence");
    for (let n = 0; n < 3; n++) await page.evaluate(() => document.querySelector<HTMLElement>("[aria-label='one more']")!.click());
    const second = await start("counter", Number(new URL(first.url).port));
    try {
      await joined(page);
      await expect(output(page)).toHaveText("3"); // state of the old server is not kept, events made since are
      await expect(page.locator("#echo")).toHaveText("HALF A SENTENCE");
      await expect(note(page)).toHaveValue("half a sentence");
      await expect(note(page)).toBeFocused();
      expect(seen.count).toBe(0);
    } finally {
      await stop(second);
    }
  });
}

test("a server that stands still and goes on has counted each click once", async ({ page }) => {
  await visit(page, { heartbeatMs: 300 });
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  counter.process.kill("SIGSTOP");
  try {
    await plus(page).click();
    await expect(root(page)).toHaveClass(/lv-disconnected/);
    await plus(page).click();
    await expect(page.locator(".lv-pending")).toHaveCount(1);
  } finally {
    counter.process.kill("SIGCONT");
  }
  await joined(page);
  await expect(output(page)).toHaveText("3");
  await expect(page.locator(".lv-loading")).toHaveCount(0);
  await expect(output(page)).toHaveText("3");
});

test("a laptop that slept: the dead connection is found within seconds, and the page is as it was", async ({ page }) => {
  await visit(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  proxy.stall();
  const { attempts } = proxy;
  const woken = Date.now();
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 8 * 3_600_000;
  });
  await expect.poll(() => proxy.attempts).toBe(attempts + 1);
  await joined(page);
  expect(Date.now() - woken).toBeLessThan(5000);
  await plus(page).click();
  await expect(output(page)).toHaveText("2");
});

test("a tab that was frozen while its connection broke goes on when it thaws", async ({ page }) => {
  await visit(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  const cdp = await page.context().newCDPSession(page);
  const { attempts } = proxy;
  await cdp.send("Page.setWebLifecycleState", { state: "frozen" });
  proxy.cut();
  await cdp.send("Page.setWebLifecycleState", { state: "active" });
  await expect.poll(() => proxy.attempts).toBeGreaterThan(attempts);
  await joined(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("2");
});

test("without a network clicks wait, and count once when it is back", async ({ page, context }) => {
  await visit(page, { heartbeatMs: 300 });
  await context.setOffline(true);
  proxy.cut();
  await expect(root(page)).toHaveClass(/lv-disconnected/);
  for (let n = 0; n < 3; n++) await plus(page).click();
  await context.setOffline(false);
  await joined(page);
  await expect(output(page)).toHaveText("3");
});

test("a page that comes back with the back button shows its own state, and goes on from there", async ({ page }) => {
  await visit(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  const seen = loads(page);
  const shown = (name: string) => page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), name);
  await shown("pagehide");
  await expect(root(page)).toHaveClass(/lv-disconnected/);
  await shown("pageshow");
  await joined(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("2");
  expect(seen.count).toBe(0);
});

test("a copy of a page takes its view over, and the page itself gets one of its own; they do not fight", async ({ page, context }) => {
  await visit(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  const { id, token } = await root(page).evaluate(({ id, dataset }: HTMLElement) => ({ id, token: dataset.token! }));
  const copy = await context.newPage();
  await copy.addInitScript(
    ({ id, token }) =>
      new MutationObserver((_, observer) => {
        const root = document.querySelector<HTMLElement>("[data-live-view]");
        if (!root) return;
        root.id = id;
        root.dataset.token = token;
        observer.disconnect();
      }).observe(document, { subtree: true, childList: true }),
    { id, token },
  );
  await copy.goto(proxy.url);
  await joined(copy);
  await expect(output(copy)).toHaveText("1");
  await expect(root(page)).not.toHaveAttribute("id", id);
  await joined(page);
  const { attempts } = proxy;
  await plus(copy).click();
  await expect(output(copy)).toHaveText("2");
  await expect(output(page)).toHaveText("0");
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  expect(proxy.attempts).toBe(attempts);
  await copy.close();
});

test("what was typed survives a cut, and is not sent again to a view that knows it", async ({ page }) => {
  await visit(page);
  await note(page).pressSequentially("hello");
  await expect(page.locator("#echo")).toHaveText("HELLO");
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  proxy.cut();
  await expect.poll(() => sent.filter((text) => text.startsWith('[0,"join"')).length).toBe(1);
  await joined(page);
  await note(page).press("!");
  await expect(page.locator("#echo")).toHaveText("HELLO!");
  expect(sent.filter((text) => !text.startsWith("[0,")).length).toBe(1);
  await expect(note(page)).toBeFocused();
});

test("what was typed survives a view that is mounted afresh, which learns of it", async ({ page }) => {
  await visit(page);
  await plus(page).click();
  await expect(output(page)).toHaveText("1");
  await note(page).pressSequentially("hello");
  await expect(page.locator("#echo")).toHaveText("HELLO");
  await page.evaluate(() => ((window as any).kept = document.querySelector("input[name=note]")));
  await page.evaluate(() => (window as any).liveView.disconnect()); // says good-bye: the view ends
  await note(page).pressSequentially(" again");
  await page.evaluate(() => (window as any).liveView.connect());
  await joined(page);
  await expect(output(page)).toHaveText("0");
  await expect(page.locator("#echo")).toHaveText("HELLO AGAIN");
  await expect(note(page)).toHaveValue("hello again");
  await expect(note(page)).toBeFocused();
  expect(await page.evaluate(() => (window as any).kept === document.querySelector("input[name=note]"))).toBe(true);
});
