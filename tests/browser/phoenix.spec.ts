// The stock npm package `phoenix`, in Node and in Chromium, against the counter: a page is all it needs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test, type Page as BrowserPage } from "@playwright/test";
import type { Channel, Socket } from "phoenix";
import { liveTree, type LiveTree } from "./live_tree";
import { start, stop, type Program } from "./program";
import { proxyTo } from "./proxy";

const packages = createRequire(join(__dirname, "../../client/package.json"));
const Phoenix = packages("phoenix") as typeof import("phoenix");
// Node 20 has no WebSocket of its own.
const { WebSocket } = packages("ws") as typeof import("ws");

let counter: Program;
test.beforeAll(async () => {
  counter = await start("counter");
});
test.afterAll(() => stop(counter));

interface Page {
  url: string;
  cookie: string;
  id: string;
  token: string;
  markup: string;
}

async function load(url: string): Promise<Page> {
  const answer = await fetch(url);
  const html = await answer.text();
  const [, id, token] = /<div data-live-view="counter" id="([^"]*)" data-token="([^"]*)"/.exec(html)!;
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  return { url, cookie, id: id!, token: token!, markup: /<main>.*<\/main>/s.exec(html)![0] };
}

/** A page with a channel of `phoenix`, whose tree is kept up to date. */
class Client {
  readonly tree: LiveTree = liveTree();
  readonly channel: Channel;
  readonly errors: unknown[] = [];
  readonly closes: unknown[] = [];
  joins = 0;
  pushes = 0;
  beats = 0;

  private constructor(
    readonly socket: Socket,
    page: Page,
  ) {
    this.channel = socket.channel(`lv:${page.id}`, { token: page.token, url: page.url });
    this.channel.on("diff", (diff) => {
      this.pushes++;
      this.tree.apply(diff);
    });
    this.channel.onError((reason) => void this.errors.push(reason));
    this.channel.onClose((payload) => void this.closes.push(payload));
    socket.onMessage(((message: any) => {
      if (message.topic === "phoenix" && message.event === "phx_reply" && message.payload.status === "ok") this.beats++;
    }) as any);
  }

  /** `bare`: at the endpoint itself, not at what the package makes of it. */
  static async join(page: Page, endpoint = "/live", options: object = {}, bare = false): Promise<Client> {
    class Transport extends WebSocket {
      constructor(address: string, protocols?: string[]) {
        super(bare ? address.replace("/websocket?", "?") : address, protocols, { headers: { cookie: page.cookie } });
      }
    }
    const host = new URL(page.url).origin.replace("http", "ws");
    const soon = { reconnectAfterMs: () => 20, rejoinAfterMs: () => 20, ...options };
    const socket = new Phoenix.Socket(host + endpoint, { transport: Transport, ...soon } as any);
    socket.connect();
    const client = new Client(socket, page);
    await new Promise<void>((resolve, reject) => {
      client.channel
        .join()
        .receive("ok", ({ rendered }) => {
          client.joins++;
          client.tree.join(rendered);
          resolve();
        })
        .receive("error", (error) => reject(new Error(JSON.stringify(error))));
    });
    return client;
  }

  push(event: string, payload: object): Promise<any> {
    return new Promise((resolve, reject) => {
      this.channel
        .push(event, payload)
        .receive("ok", (response) => {
          this.tree.apply(response.diff);
          resolve(response);
        })
        .receive("error", reject)
        .receive("timeout", () => reject(new Error("timeout")));
    });
  }
  click = (event: string) => this.push("event", { type: "click", event, value: {} });
  shown = () => /<output>(.*?)<\/output>/.exec(this.tree.html())![1];
  leave = () => new Promise((resolve) => this.channel.leave().receive("ok", resolve));
  async quit(): Promise<void> {
    await this.leave();
    this.socket.disconnect();
  }
}

for (const [where, endpoint, bare] of [
  ["/live/websocket", "/live", false],
  ["the page's own path", "/", true],
  ["what the package makes of the page's own path", "", false],
] as const) {
  test(`a channel at ${where} joins, pushes events, gets their diffs, and leaves`, async () => {
    const page = await load(`${counter.url}/`);
    const client = await Client.join(page, endpoint, {}, bare);
    expect(client.tree.html()).toBe(page.markup);
    expect(Object.keys(await client.click("add(1)"))).toEqual(["diff"]);
    expect(client.shown()).toBe("1");
    await client.push("add(5)", {});
    expect(client.shown()).toBe("6");
    await client.push("click", { value: "add(-2)" });
    expect(client.shown()).toBe("4");
    await client.push("write", { value: "<b>&" });
    expect(client.tree.html()).toContain("&lt;b&gt;&amp;");
    expect(client.tree.html()).not.toContain("<b>&");
    await expect(client.click("boy")).rejects.toMatchObject({ reason: "unknown_event" });
    await client.leave();
    await expect.poll(() => client.closes.length).toBe(1);
    client.socket.disconnect();
    expect(client.errors).toEqual([]);
  });
}

test("what the server changes by itself is pushed", async () => {
  const client = await Client.join(await load(`${counter.url}/?tick`));
  await expect.poll(() => client.pushes).toBeGreaterThan(3);
  const [, ticks] = /<p id="ticks">(?:<!---->)?(\d+)/.exec(client.tree.html())!;
  expect(Number(ticks)).toBeGreaterThan(2);
  await client.quit();
});

test("heartbeats are answered", async () => {
  const client = await Client.join(await load(`${counter.url}/`), "/live", { heartbeatIntervalMs: 50 });
  await expect.poll(() => client.beats).toBeGreaterThan(3);
  expect(client.joins).toBe(1);
  expect(await new Promise((resolve) => client.channel.push("phx_heartbeat", {}).receive("ok", resolve))).toEqual({});
  await client.quit();
});

test("a binary push is an event with its bytes as text", async () => {
  const client = await Client.join(await load(`${counter.url}/`));
  await client.push("write", new Uint8Array([0xff, 0xfe, 0]).buffer);
  expect(client.tree.html()).toContain("__4A");
  await client.quit();
});

test("version 1 of the frames is spoken too", async () => {
  const client = await Client.join(await load(`${counter.url}/`), "/live", {
    vsn: "1.0.0",
    encode: (message: object, callback: (text: string) => void) => callback(JSON.stringify(message)),
    decode: (text: string, callback: (message: object) => void) => callback(JSON.parse(text)),
  });
  await client.click("add(1)");
  expect(client.shown()).toBe("1");
  await client.quit();
});

test("a channel rejoins after its connection was cut, and finds its state", async () => {
  const proxy = await proxyTo(counter);
  const client = await Client.join(await load(`${proxy.url}/`));
  for (let cut = 1; cut <= 3; cut++) {
    await client.click("add(1)");
    proxy.cut();
    await expect.poll(() => client.joins).toBe(cut + 1);
    expect(client.shown()).toBe(String(cut));
  }
  await client.click("add(1)");
  expect(client.shown()).toBe("4");
  await client.quit();
  await proxy.stop();
});

test("a channel rejoins after the server was restarted, with a new view", async () => {
  const first = await start("counter");
  const port = Number(new URL(first.url).port);
  const client = await Client.join(await load(`${first.url}/`));
  await client.click("add(1)");
  await stop(first);
  const second = await start("counter", port);
  await expect.poll(() => client.joins).toBe(2);
  expect(client.shown()).toBe("0");
  await client.click("add(1)");
  expect(client.shown()).toBe("1");
  await client.quit();
  await stop(second);
});

const kPhoenix = readFileSync(join(__dirname, "../../client/node_modules/phoenix/priv/static/phoenix.min.js"), "utf8");

/** The counter's page in Chromium, whose script is not ours but a dozen lines with `phoenix`. */
async function open(page: BrowserPage, origin: string, endpoint: string): Promise<void> {
  await page.route(/golive[^/]*\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(`${origin}/`);
  await page.addScriptTag({ content: kPhoenix });
  await page.addScriptTag({ content: `window.liveTree = ${liveTree.toString()}` });
  await page.evaluate((endpoint) => {
    const { Phoenix, liveTree } = window as any;
    const root = document.querySelector<HTMLElement>("[data-live-view]")!;
    const served = root.innerHTML;
    const tree = liveTree();
    const state = ((window as any).state = { joins: 0, same: false, beats: 0, replies: 0, left: false });
    const show = () => (root.innerHTML = tree.html());
    const apply = ({ diff }: any) => {
      state.replies++;
      tree.apply(diff);
      show();
    };
    // The package gives a connection up whose heartbeat is not answered by the next one, however busy the machine is.
    const socket = new Phoenix.Socket(endpoint, { heartbeatIntervalMs: 1000, reconnectAfterMs: () => 20, rejoinAfterMs: () => 20 });
    socket.onMessage(({ topic }: any) => topic === "phoenix" && state.beats++);
    socket.connect();
    const channel = socket.channel(`lv:${root.id}`, { token: root.dataset.token, url: location.href });
    channel.on("diff", (diff: object) => apply({ diff }));
    channel.join().receive("ok", ({ rendered }: any) => {
      tree.join(rendered);
      show();
      if (state.joins++ === 0) state.same = root.innerHTML === served;
    });
    document.addEventListener("click", ({ target }) => {
      const event = (target as Element).getAttribute("lv-click");
      if (event) channel.push("event", { type: "click", event, value: {} }).receive("ok", apply);
    });
    (window as any).leave = () => channel.leave().receive("ok", () => (state.left = true));
  }, endpoint);
}

test.describe("in Chromium", () => {
  test.use({ bypassCSP: true });
  const state = (page: BrowserPage) => page.evaluate(() => (window as any).state);

  for (const endpoint of ["/live", ""]) {
    test(`a page lives by the stock package at "${endpoint}/websocket"`, async ({ page }) => {
      const proxy = await proxyTo(counter);
      await open(page, proxy.url, endpoint);
      await expect.poll(async () => (await state(page)).joins).toBe(1);
      expect((await state(page)).same).toBe(true);
      await page.getByRole("button", { name: "one more" }).click();
      await expect(page.locator("output")).toHaveText("1");
      await page.getByRole("button", { name: "one more" }).click();
      await expect(page.locator("output")).toHaveText("2");
      expect((await state(page)).replies).toBe(2);
      await expect.poll(async () => (await state(page)).beats).toBeGreaterThan(0);
      if (endpoint === "/live") {
        proxy.cut();
        await expect.poll(async () => (await state(page)).joins).toBe(2);
        await expect(page.locator("output")).toHaveText("2");
        await page.getByRole("button", { name: "one less" }).click();
        await expect(page.locator("output")).toHaveText("1");
      }
      await page.evaluate(() => (window as any).leave());
      await expect.poll(async () => (await state(page)).left).toBe(true);
      await page.close();
      await proxy.stop();
    });
  }
});
