// Faults that frameworks of this kind have shipped, each under its number, in a browser and against a real server: what must not happen
// here. Those of the server alone are in tests/unit/app/known_faults/; tools/check_known_faults says which number has no test.
import { test as base, type Page } from "@playwright/test";
import { expect, joined, start, stop, test as clean, type Program } from "./program";
import { proxyTo, type Proxy } from "./proxy";

let pages: Program;
let proxy: Proxy;

clean.beforeAll(async () => {
  pages = await start("known_faults_pages");
  proxy = await proxyTo(pages);
});
clean.afterAll(async () => {
  await proxy.stop();
  await stop(pages);
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const count = (page: Page) => page.locator("#count");
const said = (page: Page) => page.locator("#said");

async function visit(page: Page, path = "/", url = pages.url): Promise<void> {
  await page.goto(url + path);
  await joined(page);
}

clean("W24 what the server changes is shown, wherever the focus is", async ({ page }) => {
  await visit(page);
  const draft = page.getByLabel("Draft");
  await draft.pressSequentially("milk");
  await expect(page.locator("#echo")).toHaveText("milk"); // beside the field that is being edited
  await expect(draft).toBeFocused();
  await button(page, "add").click();
  await expect(count(page)).toHaveText("1");
  await button(page, "reset").press("Enter"); // has the focus, and becomes disabled by its own event
  await expect(count(page)).toHaveText("0");
  await draft.focus();
  await button(page, "keep").evaluate((element: HTMLElement) => element.click()); // the field keeps the focus
  await expect(page.locator("li").last()).toHaveText("milk");
  await expect(draft).toHaveValue(""); // and is emptied all the same
  await expect(draft).toBeFocused();
});

clean("W25 text is shown as it is, when it is served and when it changes", async ({ page, browser }) => {
  const text = `1 < 2 && "x" > 'y' &amp; &#65; <i>`;
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(pages.url);
  expect(await plain.locator("#entities").textContent()).toBe(text);
  await plain.context().close();
  await visit(page);
  await expect(page.locator("#entities")).toHaveText(text);
  await expect(page.locator("#entities")).toHaveAttribute("title", text);
  await button(page, "rewrite").click();
  await expect(page.locator("#entities")).toHaveText(`${text} <b>&lt;</b>`);
  await expect(page.locator("#entities")).toHaveAttribute("title", `${text} <b>&lt;</b>`);
});

clean("W26 a list has each row once and in its order, from the first event on", async ({ page }) => {
  await visit(page);
  const rows = () => page.locator("ul > li").allTextContents();
  await button(page, "prepend").click();
  await expect(page.locator("#order")).toHaveText("4 1 2 3");
  expect(await rows()).toEqual(["new 4", "one", "two", "three"]);
  await button(page, "mix").click();
  await expect(page.locator("#order")).toHaveText("3 5 1 4");
  expect(await rows()).toEqual(["three", "mixed 5", "one", "new 4"]);
  for (const name of ["prepend", "mix", "mix", "prepend", "mix"]) await button(page, name).click();
  await page.waitForFunction(() => !document.querySelector(".lv-loading"));
  const names: Record<number, string> = { 1: "one", 2: "two", 3: "three" };
  const ids = (await page.locator("#order").textContent())!.trim().split(" ").map(Number);
  const shown = await rows();
  expect(new Set(ids).size).toBe(ids.length);
  expect(shown.length).toBe(ids.length);
  shown.forEach((text, i) => expect(text).toMatch(names[ids[i]!] ?? new RegExp(`^(new|mixed) ${ids[i]}$`)));
});

clean("W27 attributes, tabs and dialogs change, not texts alone", async ({ page }) => {
  await visit(page);
  await expect(button(page, "reset")).toBeDisabled();
  await expect(page.getByRole("tabpanel")).toHaveText(["first panel"]);
  await page.getByRole("tab", { name: "second" }).click();
  await expect(page.getByRole("tabpanel")).toHaveText(["second panel"]);
  await expect(page.getByRole("tab", { name: "second" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tab", { name: "first" })).toHaveAttribute("aria-selected", "false");
  await expect(page.getByRole("tab", { name: "first" })).toHaveClass("other");
  await button(page, "toggle").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await button(page, "add").click();
  await expect(page.getByRole("dialog")).toHaveText("a dialog 1");
  await expect(page.locator("progress")).toHaveJSProperty("value", 1);
  await expect(button(page, "reset")).toBeEnabled();
  await button(page, "toggle").click();
  await expect(page.getByRole("dialog")).toBeHidden();
});

clean("W28 elements whose names begin alike, elements without an end and markup in texts take no slot of another", async ({ page }) => {
  await visit(page);
  const shown = (n: number) => [`p ${n}`, `pre ${n}`, `bcdata-slot="1" </p> ${n}`, `${n}`, `${n}`];
  const texts = page.locator("article").locator("p, pre, text, em");
  await expect(texts).toHaveText(shown(0));
  for (let n = 1; n <= 3; n++) {
    await button(page, "add").click();
    await expect(texts).toHaveText(shown(n));
  }
  await expect(page.locator("article > *")).toHaveCount(6);
});

clean("W31 each event has an answer: values arrive, refusals are seen, nothing stays pending", async ({ page }) => {
  await visit(page);
  const push = (event: string, payload?: unknown) =>
    page.evaluate(
      ([event, payload]) =>
        (window as any).liveView.pushEvent(event, payload).then(
          (value: unknown) => ({ value }),
          (error: { code?: string }) => ({ refused: error.code }),
        ),
      [event, payload] as const,
    );
  expect(await push("twice(21)")).toEqual({ value: 42 });
  expect(await push("add")).toEqual({ value: null });
  expect(await push("nothing of that name")).toEqual({ refused: "unknown_event" });
  expect(await push('twice("x")')).toEqual({ refused: "bad_arguments" });
  await button(page, "wrong").evaluate((element) => element.setAttribute("lv-click", "absent"));
  await button(page, "wrong").click();
  await expect(button(page, "wrong")).toHaveClass("lv-error");
  await expect(page.locator(".lv-loading, .lv-pending")).toHaveCount(0);
});

clean("W32 a handler that takes a number, a choice or a switch gets one", async ({ page }) => {
  await visit(page, "/order");
  await page.getByLabel("Level").fill("7");
  await expect(said(page)).toHaveText("level 8");
  await page.getByLabel("Ratio").fill("0.25");
  await page.getByLabel("Ratio").blur();
  await expect(said(page)).toHaveText("ratio 2");
  await page.getByLabel("Pick").selectOption("medium");
  await expect(said(page)).toHaveText("size 2");
  await page.getByLabel("Tick").check();
  await expect(said(page)).toHaveText("ticked");
  await page.getByLabel("Tick").uncheck();
  await expect(said(page)).toHaveText("not ticked");
});

clean("W33 a click does what the browser does with it, and a form brings all of its fields", async ({ page }) => {
  await visit(page, "/order");
  await page.getByLabel("Box").check(); // in an element with lv-click
  await expect(page.getByLabel("Box")).toBeChecked();
  await page.getByText("more", { exact: true }).click();
  await expect(page.getByText("what is more")).toBeVisible();
  await page.getByRole("link", { name: "down" }).click();
  await expect(page).toHaveURL(/#down$/);
  await page.getByLabel("Name").fill("tea");
  await page.getByLabel("Number").fill("41");
  await page.getByLabel("Gift").check();
  await page.getByLabel("Milk").check();
  await page.getByLabel("Sugar").check(); // the second of one name
  await expect(said(page)).toHaveText("changed tea 42 gift milk sugar 0");
  await page.getByLabel("Size").selectOption("large");
  await expect(said(page)).toHaveText("changed tea 42 gift milk sugar 2");
  await button(page, "order").click();
  await expect(said(page)).toHaveText("submitted tea 42 gift milk sugar 2");
  await expect(page).toHaveURL(/\/order#down$/);
});

clean("W37 what a page can bind reaches the handler that it names", async ({ page }) => {
  await visit(page, "/order");
  await page.getByLabel("Keys").press("x");
  await expect(said(page)).toHaveText("key x");
  await page.getByLabel("Focus").focus();
  await expect(said(page)).toHaveText("focus");
  await page.getByLabel("Focus").blur();
  await expect(said(page)).toHaveText("blur");
  await page.getByLabel("Name").fill("a");
  await page.getByLabel("Name").press("Enter");
  await expect(said(page)).toHaveText("submitted a 1 plain 0");
  await page.getByText("more", { exact: true }).click();
  await expect(page.locator("#clicks")).toHaveText("1");
  await page.getByLabel("Level").fill("1");
  await expect(said(page)).toHaveText("level 2");
});

const kHostile = [
  `<script>window.pwned=1</script>`,
  `<img src=x onerror="window.pwned=1">`,
  `" onmouseover="window.pwned=1" x="`,
  `' onfocus='window.pwned=1' autofocus='`,
  `");window.pwned=1;("`,
  `\\");window.pwned=1;//`,
  "`);window.pwned=1;(`${window.pwned=1}",
  `</textarea><script>window.pwned=1</script>`,
  `</option></select><svg onload="window.pwned=1">`,
  `--><script>window.pwned=1</script><!--`,
  `&lt;script&gt;window.pwned=1&lt;/script&gt;`,
  `{{window.pwned=1}} {} \u2028window.pwned=1`,
];

/** Writes on the wall as a hostile browser would: whatever its page has controls for. */
const write = (page: Page, text: string) =>
  page.evaluate((text) => (window as any).liveView.pushEvent("write", { name: text, text }), text);

/** What the rows of the wall are made of. */
const rows = (page: Page) =>
  page.locator("ol > li").evaluateAll((rows) =>
    rows.map((row) => ({
      texts: [...row.querySelectorAll("b, i, option")].map((element) => element.textContent),
      values: [row.querySelector("textarea")!.value, row.querySelector("option")!.value, row.getAttribute("title")],
      elements: row.querySelectorAll("*").length,
      scripted: [...row.querySelectorAll("*"), row].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith("on") || name === "autofocus"),
      ).length,
    })),
  );

clean("W11 what one visitor writes is text for all others, when it is served and when it arrives", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  // Shows what is served and nothing else: the client would mend what it finds damaged.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await visit(page, "/wall");
  await visit(other, "/wall");
  const before = await other.locator("ol > li").count();
  for (const text of kHostile) await write(page, text);
  const expected = kHostile.map((text) => ({ texts: [text, text, text], values: [text, text, text], elements: 7, scripted: 0 }));
  await expect(other.locator("ol > li")).toHaveCount(before + kHostile.length);
  expect((await rows(other)).slice(before)).toEqual(expected);
  await plain.goto(`${pages.url}/wall`);
  expect((await rows(plain)).slice(before)).toEqual(expected);
  await other.reload();
  await joined(other);
  expect((await rows(other)).slice(before)).toEqual(expected);
  expect(await other.evaluate(() => (window as any).pwned)).toBeUndefined();
  await other.context().close();
  await plain.context().close();
});

clean("W12 no spelling of a URL makes a link that runs a script", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await visit(page, "/wall");
  await visit(other, "/wall");
  const urls = [
    "javascript:window.pwned=1",
    "java\tscript:window.pwned=1",
    "java\nscript:window.pwned=1",
    "\u0001javascript:window.pwned=1",
    " \u001fJaVaScRiPt:window.pwned=1",
    "javascript\r:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:window.pwned=1",
    "blob:x",
  ];
  const before = await other.locator("ol > li").count();
  for (const url of urls) await write(page, url);
  for (const how of ["arrived", "served"]) {
    await expect(other.locator("ol > li")).toHaveCount(before + urls.length);
    const schemes = await other.locator("ol > li a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
    expect(schemes.slice(before), how).toEqual(urls.map(() => "about:"));
    if (how === "arrived") await other.reload();
    await joined(other);
  }
  await write(page, "https://example.org/?a=javascript:1");
  await expect(other.locator("ol > li a").last()).toHaveJSProperty("protocol", "https:");
  await other.context().close();
});

clean("W22 what is bound is data: any text comes back as it was, and none is run", async ({ page }) => {
  await visit(page, "/wall");
  const before = await page.locator("ol > li").count();
  for (const text of kHostile) await write(page, text);
  await expect(page.locator("ol > li")).toHaveCount(before + kHostile.length);
  for (const [i, text] of kHostile.entries()) {
    await page.locator("ol > li").nth(before + i).getByRole("button").click();
    await expect.poll(() => page.locator("#pressed").textContent()).toBe(text);
  }
  expect(await page.evaluate(() => (window as any).pwned)).toBeUndefined();
});

// Failed connections are errors on the console, so these do not forbid them.
base("W29 a view that is sent whole again takes the place of the old one", async ({ page }) => {
  await visit(page);
  await button(page, "add").click();
  await expect(count(page)).toHaveText("1");
  for (let times = 0; times < 2; times++) {
    await button(page, "fail").click(); // ends the view; a fresh one is sent whole
    await expect(count(page)).toHaveText("0");
    await joined(page);
    await button(page, "add").click();
    await expect(count(page)).toHaveText("1");
  }
  await expect(page.locator("[data-live-view]")).toHaveCount(1);
  await expect(page.locator("main")).toHaveCount(1);
  await expect(page.locator("ul > li")).toHaveText(["one", "two", "three"]);
  await expect(page.locator("body body, body head, body title")).toHaveCount(0);
});

base("W30 after each of several cuts the page goes on, and a click before the join counts", async ({ page }) => {
  proxy.hold();
  await page.goto(proxy.url);
  await button(page, "add").click();
  await expect(page.locator("[data-live-view].lv-connected")).toHaveCount(0);
  proxy.release();
  await expect(count(page)).toHaveText("1");
  for (let cuts = 1; cuts <= 4; cuts++) {
    const attempts = proxy.attempts;
    proxy.cut();
    await expect.poll(() => proxy.attempts).toBeGreaterThan(attempts);
    await joined(page);
    await button(page, "add").click();
    await expect(count(page)).toHaveText(String(cuts + 1));
  }
});
