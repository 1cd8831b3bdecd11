import { expect, test, type Page } from "@playwright/test";
import { joined } from "./harness";

const kList = "<ul><!--$0--></ul><p>Count: <!--1--> pieces</p>";
const kRow = '<li lv-s="class 0"><input><!--1--></li>';
const row = (key: number, text: string) => [key, "row", text];
const list = {
  html: '<ul><!--$--><li class="row"><input>a</li><li class="row"><input>b</li><li class="row"><input>c</li><!--/--></ul><p>Count: <!---->3<!----> pieces</p>',
  join: { v: ["l", { 0: { l: "r", k: [1, 2, 3] } }], t: { l: kList, r: kRow } },
};
const texts = (page: Page) => page.locator("li").allTextContents();

for (const has of [true, false]) {
  test(`rows move without losing focus or caret ${has ? "by moveBefore" : "where the browser has no moveBefore"}`, async ({ page }) => {
    if (!has) await page.addInitScript(() => delete (Element.prototype as any).moveBefore);
    const server = await joined(page, list);
    const input = page.locator("li input").first();
    await input.fill("typed");
    await input.evaluate((e: HTMLInputElement) => {
      e.setSelectionRange(2, 4);
      (window as any).kept = e;
      e.addEventListener("blur", () => ((window as any).blurred = true));
    });
    server.diff({ 0: { o: [[">", null, 1]] } });
    await expect.poll(() => texts(page)).toEqual(["b", "c", "a"]);
    expect(
      await page.evaluate(() => [
        (window as any).kept === document.activeElement,
        (window as any).kept.selectionStart,
        (window as any).kept.selectionEnd,
      ]),
    ).toEqual([true, 2, 4]);
    if (has) expect(await page.evaluate(() => (window as any).blurred)).toBeUndefined();
    expect(server.events).toEqual([]);
  });
}

test("nodes that others inject stay where they are while rows come and go", async ({ page }) => {
  const server = await joined(page, list);
  await page.evaluate(() => {
    const foreign = document.createElement("grammarly-popup");
    document.querySelector("li:nth-child(2)")!.before(foreign);
    document.querySelector("p")!.before(document.createElement("aside"));
  });
  server.diff({
    0: {
      o: [
        ["-", 2],
        ["+", 3, row(4, "d")],
        ["+", null, row(5, "e")],
      ],
      u: { 1: { 1: "A" } },
    },
    1: 4,
  });
  await expect.poll(() => texts(page)).toEqual(["A", "d", "c", "e"]);
  await expect(page.locator("p")).toHaveText("Count: 4 pieces");
  await expect(page.locator("grammarly-popup")).toHaveCount(1);
  await expect(page.locator("aside")).toHaveCount(1);
});

test("nodes injected before the join are stepped over", async ({ page }) => {
  const html = `<grammarly-popup>ad</grammarly-popup>${list.html.replace("<li", "<aside>ad</aside><li")}`;
  const server = await joined(page, { ...list, html });
  server.diff({ 0: { u: { 1: { 1: "A" } } }, 1: 4 });
  await expect.poll(() => texts(page)).toEqual(["A", "b", "c"]);
  await expect(page.locator("p")).toHaveText("Count: 4 pieces");
  expect(server.control("full")).toEqual([]);
  await expect(page.locator("aside")).toHaveCount(1);
});

test("classes that the page's scripts add survive a change of the class slot", async ({ page }) => {
  const server = await joined(page, list);
  await page.evaluate(() => document.querySelector("li")!.classList.add("mine"));
  server.diff({ 0: { u: { 1: { 0: "row hot" } } } });
  await expect(page.locator("li").first()).toHaveClass("row mine hot");
  server.diff({ 0: { u: { 1: { 0: "cold" } } } });
  await expect(page.locator("li").first()).toHaveClass("mine cold");
});

test("a page whose texts a translator has wrapped is shown right again, by one full tree", async ({ page }) => {
  const server = await joined(page, list);
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) found.push(walker.currentNode as Text);
    for (const text of found.filter((node) => node.data.trim())) {
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(text.data.toUpperCase());
    }
  });
  server.diff({ 0: { u: { 2: { 1: "B2" } } }, 1: 9 });
  await expect.poll(() => server.control("full").length).toBe(1);
  server.send("f", { v: ["l", { l: "r", k: [row(1, "a"), row(2, "B2"), row(3, "c")] }, 9] });
  await expect.poll(() => texts(page)).toEqual(["a", "B2", "c"]);
  await expect(page.locator("p")).toHaveText("Count: 9 pieces");
  await expect(page.locator("font")).toHaveCount(0);
});

test("a list whose parent someone emptied comes back whole", async ({ page }) => {
  const server = await joined(page, list);
  await page.evaluate(() => document.querySelector("ul")!.replaceChildren());
  server.diff({ 0: { o: [["+", null, row(4, "d")]] } });
  await expect.poll(() => server.control("full").length).toBe(1);
  await page.evaluate(() => ((window as any).paragraph = document.querySelector("p")));
  server.send("f", { v: ["l", { l: "r", k: [row(1, "a"), row(2, "b"), row(3, "c"), row(4, "d")] }, 4] });
  await expect.poll(() => texts(page)).toEqual(["a", "b", "c", "d"]);
  expect(await page.evaluate(() => (window as any).paragraph.isConnected)).toBe(true);
});

test("a full tree over a live page keeps what fits: rows, focus, typed text", async ({ page }) => {
  const server = await joined(page, list);
  await page.locator("li input").nth(2).fill("typed");
  await page.evaluate(() => ((window as any).third = document.querySelectorAll("li")[2]));
  server.send("f", { v: ["l", { l: "r", k: [row(3, "C"), row(7, "g"), row(1, "a")] }, 3] });
  await expect.poll(() => texts(page)).toEqual(["C", "g", "a"]);
  expect(await page.evaluate(() => (window as any).third === document.querySelector("li"))).toBe(true);
  await expect(page.locator("li input").first()).toHaveValue("typed");
  await expect(page.locator("li input").first()).toBeFocused();
});

test("a full tree puts rows into any new order", async ({ page }) => {
  const server = await joined(page, list);
  await page.evaluate(() => ((window as any).rows = [...document.querySelectorAll("li")]));
  for (const order of [
    [3, 2, 1],
    [2, 1, 3],
    [1, 3, 2],
    [1, 2, 3],
  ]) {
    server.send("f", { v: ["l", { l: "r", k: order.map((key) => row(key, "abc"[key - 1])) }, 3] });
    await expect.poll(() => texts(page)).toEqual(order.map((key) => "abc"[key - 1]));
  }
  expect(await page.evaluate(() => (window as any).rows.every((row: Node) => row.isConnected))).toBe(true);
});

test("a row damaged before the join is made afresh, its neighbours stay", async ({ page }) => {
  const server = await joined(page, { ...list, html: list.html.replace("<input>b", "b") });
  await expect.poll(() => server.control("full").length).toBe(1);
  await page.evaluate(() => ((window as any).first = document.querySelector("li")));
  server.send("f", { v: ["l", { l: "r", k: [row(1, "a"), row(2, "b"), row(3, "c")] }, 3] });
  await expect.poll(() => texts(page)).toEqual(["a", "b", "c"]);
  await expect(page.locator("li input")).toHaveCount(3);
  expect(await page.evaluate(() => (window as any).first === document.querySelector("li"))).toBe(true);
});

test("a text longer than the parser's limit is one text again", async ({ page }) => {
  const long = "x".repeat(100_000);
  const server = await joined(page, {
    html: `<p>a <!---->${long}<!----> z</p>`,
    join: { v: ["p"], t: { p: "<p>a <!--0--> z</p>" } },
  });
  server.diff({ 0: "short" });
  await expect(page.locator("p")).toHaveText("a short z");
});

test("what a script or the user opened before the join is no damage", async ({ page }) => {
  const server = await joined(page, {
    html: '<details><summary aria-expanded="false">s</summary><p>0</p></details><div class="box"><b>0</b></div>',
    join: {
      v: ["d"],
      t: { d: '<details><summary aria-expanded="false">s</summary><p><!--0--></p></details><div class="box"><b><!--1--></b></div>' },
    },
    head: `<script>addEventListener("readystatechange", () => {
      document.querySelector("details").open = true;
      document.querySelector("summary").setAttribute("aria-expanded", "true");
      document.querySelector(".box").classList.add("wide");
    }, { capture: true, once: true })</script>`,
  });
  server.diff({ 0: 1, 1: 2 });
  await expect(page.locator("p")).toHaveText("1");
  await expect(page.locator("b")).toHaveText("2");
  await expect(page.locator("details")).toHaveAttribute("open");
  await expect(page.locator(".box")).toHaveClass("box wide");
  expect(server.control("full")).toEqual([]);
});
