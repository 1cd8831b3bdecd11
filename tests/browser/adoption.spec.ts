// The served page is the tree that the templates say: the client adopts it without asking for more, and what Chromium's parser built from
// the HTML is what the client would have built from templates and values.
import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

const kPages: [program: string, path: string][] = [
  ["counter", "/"],
  ["counter", "/?tick=1"],
  ["bench_pages", "/counter"],
  ["bench_pages", "/table?rows=50"],
  ["bench_pages", "/table?rows=50&versions=1"],
  ["bench_pages", "/table?rows=0"],
  ["bench_pages", "/feed"],
  ["bench_pages", "/cells?n=20&hz=1"],
];

const programs = new Map<string, Program>();
let renderer = "";

test.beforeAll(async () => {
  for (const [name] of kPages) if (!programs.has(name)) programs.set(name, await start(name));
  renderer = await (await import("../../client/test/bundle")).bundle("fuzz");
});
test.afterAll(async () => {
  for (const program of programs.values()) await stop(program);
});

const url = (program: string, path: string) => programs.get(program)!.url + path;

/** What an element holds, without the marks that keep two texts apart. Runs in the page. */
function treeOf(selector: string): unknown {
  const describe = (node: Node): unknown => {
    if (!(node instanceof Element)) return [node.nodeName, node.nodeValue];
    const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
    return [`${node.namespaceURI} ${node.localName}`, attributes, [...node.childNodes].map(describe)];
  };
  const copy = document.querySelector(selector)!.cloneNode(true) as Element;
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const empty: Comment[] = [];
  while (walker.nextNode()) if (!(walker.currentNode as Comment).data) empty.push(walker.currentNode as Comment);
  empty.forEach((comment) => comment.remove());
  copy.normalize();
  return [...copy.childNodes].map(describe);
}

/** Joins by hand from a page without client, and returns the templates and the whole tree. */
async function fullTree(page: Page): Promise<{ templates: Record<string, string>; tree: unknown }> {
  const frames: [number, number, string, any][] = await page.evaluate(async () => {
    const { id, dataset } = document.querySelector<HTMLElement>("[data-live-view]")!;
    const socket = new WebSocket(`ws://${location.host}/live/websocket?vsn=golive1&view=${id}`);
    const received: any[] = [];
    socket.onopen = () => {
      socket.send(JSON.stringify([0, "join", { token: dataset.token, url: location.pathname + location.search, seq: 0, ack: 0 }, 0]));
      socket.send(JSON.stringify([0, "full", null, 0]));
    };
    await new Promise<void>((resolve, reject) => {
      socket.onclose = () => reject(Error(`closed after ${JSON.stringify(received)}`));
      socket.onmessage = ({ data }) => {
        received.push(JSON.parse(data));
        if (received.at(-1)[2] === "f") resolve();
      };
    });
    return received;
  });
  const full = frames.at(-1)!;
  return { templates: Object.assign({}, ...frames.map(([, , , payload]) => payload?.t)), tree: full[3].v };
}

for (const [program, path] of kPages) {
  test(`${program} ${path} is adopted without asking for a full tree`, async ({ page }) => {
    await page.addInitScript(() => {
      const sent: string[] = ((window as any).sent = []);
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (data) {
        sent.push(JSON.parse(String(data))[1]);
        send.call(this, data);
      };
    });
    const kinds: string[] = [];
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => kinds.push(JSON.parse(String(payload))[2])));
    await page.goto(url(program, path));
    await joined(page);
    await expect.poll(() => kinds[0]).toBe("s");
    expect(await page.evaluate(() => (window as any).sent.filter((event: string) => event !== "ack"))).toEqual(["join"]);
  });

  test(`${program} ${path} is parsed to the tree that its templates make`, async ({ page, context }) => {
    await page.route("**/_golive/golive-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.goto(url(program, path));
    const parsed = await page.evaluate(treeOf, "[data-live-view]");
    expect(parsed).not.toEqual([]);
    const { templates, tree } = await fullTree(page);
    const blank = await context.newPage();
    await blank.addScriptTag({ content: renderer });
    await blank.evaluate((state) => (window as any).golive.page("", state.templates).showTree(state.tree, false), { templates, tree });
    expect(await blank.evaluate(treeOf, "body > div")).toEqual(parsed);
  });
}
