import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, withLatency, type Program } from "./program";

let counter: Program;

test.beforeAll(async () => {
  counter = await start("counter");
});
test.afterAll(() => stop(counter));

const output = (page: Page) => page.locator("output");
const button = (page: Page, text: string) => page.locator("button", { hasText: new RegExp(`^\\s*${text.replace("+", "\\+")}\\s*$`) });

async function visit(page: Page, query = ""): Promise<void> {
  await page.goto(`${counter.url}/${query}`);
  await joined(page);
}

/** Counts what is changed inside the view from now on, apart from class names. */
async function watch(page: Page): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = ((window as any).seen = {});
    new MutationObserver((records) => {
      for (const { type, attributeName } of records) if (attributeName !== "class") seen[type] = (seen[type] ?? 0) + 1;
    }).observe(document.querySelector("[data-live-view]")!, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () => page.evaluate(() => (window as any).seen);
}

test("plus, minus and reset", async ({ page }) => {
  await visit(page);
  await expect(output(page)).toHaveText("0");
  for (let n = 0; n < 3; n++) await button(page, "+").click();
  await expect(output(page)).toHaveText("3");
  await button(page, "-").click();
  await expect(output(page)).toHaveText("2");
  await button(page, "reset").click();
  await expect(output(page)).toHaveText("0");
});

test("one click makes exactly one characterData mutation", async ({ page }) => {
  await visit(page);
  await button(page, "+").click();
  await expect(output(page)).toHaveText("1");
  const seen = await watch(page);
  await button(page, "+").click();
  await expect(output(page)).toHaveText("2");
  expect(await seen()).toEqual({ characterData: 1 });
});

test("the keyboard counts, and the focus stays", async ({ page }) => {
  await visit(page);
  await page.locator("#counter").focus();
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"]) await page.keyboard.press(key);
  await expect(output(page)).toHaveText("2");
  await expect(page.locator("#counter")).toBeFocused();
  await button(page, "+").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await expect(output(page)).toHaveText("4");
});

test("two tabs count for themselves", async ({ page, context }) => {
  const other = await context.newPage();
  await visit(page);
  await visit(other);
  await button(page, "+").click();
  await button(other, "-").click();
  await expect(output(page)).toHaveText("1");
  await expect(output(other)).toHaveText("-1");
});

test("at 300 ms round trip and with the clock running no key is lost", async ({ page }) => {
  await withLatency(page, 300);
  await visit(page, "?tick=1");
  const note = page.locator("input[name=note]");
  const text = "the quick brown fox jumps over the lazy dog";
  await note.pressSequentially(text, { delay: 35 });
  expect(await note.inputValue()).toBe(text);
  await expect(page.locator("#echo")).toHaveText(text.toUpperCase());
  expect(await note.inputValue()).toBe(text);
  await note.press("Home");
  await note.pressSequentially("see ", { delay: 35 });
  await expect(page.locator("#echo")).toHaveText(`see ${text}`.toUpperCase());
  expect(await note.evaluate((e: HTMLInputElement) => e.selectionStart)).toBe(4);
  expect(Number(await page.locator("#ticks").textContent())).toBeGreaterThan(10);
});

test("fast clicks at 300 ms are all counted, once", async ({ page }) => {
  await withLatency(page, 300);
  await visit(page);
  for (let n = 0; n < 20; n++) await button(page, "+").click({ delay: 0 });
  await expect(output(page)).toHaveText("20");
  await page.waitForFunction(() => !document.querySelector(".lv-loading"));
  await expect(output(page)).toHaveText("20");
});

test("a selected text stays selected while the page changes", async ({ page }) => {
  await visit(page, "?tick=1");
  await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector("h1") ?? document.querySelector("label")!));
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected.length).toBeGreaterThan(3);
  const before = Number(await page.locator("#ticks").textContent());
  await expect.poll(async () => Number(await page.locator("#ticks").textContent())).toBeGreaterThan(before + 5);
  expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
});

test("a translated page goes on counting", async ({ page }) => {
  await visit(page);
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("[data-live-view]")!, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) found.push(walker.currentNode as Text);
    for (const text of found.filter((node) => node.data.trim())) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text);
    }
  });
  await button(page, "+").click();
  await expect(output(page)).toHaveText("1");
  await button(page, "+").click();
  await expect(output(page)).toHaveText("2");
});

test("nodes that an extension injects are left alone and harm nothing", async ({ page }) => {
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => {
      for (const place of ["[data-live-view]", "#counter", "label"])
        document.querySelector(place)?.prepend(document.createElement("grammarly-popup"));
    }),
  );
  await visit(page);
  await page.evaluate(() => document.querySelector("output")!.before(document.createElement("grammarly-popup")));
  await button(page, "+").click();
  await expect(output(page)).toHaveText("1");
  await page.locator("input[name=note]").fill("hi");
  await expect(page.locator("#echo")).toHaveText("HI");
  await expect(page.locator("grammarly-popup")).toHaveCount(4);
});

test("reload, away and back again: the page is live each time", async ({ page }) => {
  await visit(page);
  await button(page, "+").click();
  await expect(output(page)).toHaveText("1");
  await page.reload();
  await joined(page);
  await button(page, "+").click();
  await expect(output(page)).toHaveText(/^[12]$/);
  await page.goto("about:blank");
  await page.goBack();
  await joined(page);
  const before = Number(await output(page).textContent());
  await button(page, "+").click();
  await expect(output(page)).toHaveText(String(before + 1));
  await page.goto("about:blank");
  await page.goBack();
  await page.goBack();
  await page.goForward();
  await joined(page);
  await expect(output(page)).toHaveText(/^-?\d+$/);
});

test("only the client is loaded, and its address never changes for one content", async ({ page }) => {
  const scripts: string[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      scripts.push(`${new URL(response.url()).pathname} ${response.headers()["cache-control"]}`);
  });
  await visit(page);
  expect(scripts.length).toBe(1);
  expect(scripts[0]).toMatch(/^\/_golive\/golive-[0-9a-f]+\.js .*immutable/);
});
