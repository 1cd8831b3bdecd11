import { expect, test, type Page } from "@playwright/test";
import { joined, open, type Message, type Server } from "./harness";

const kField = '<input name="note" lv-input="note" lv-s="value 0"><output><!--1--></output><p id="ticks"><!--2--></p>';
const kServed = '<input name="note" lv-input="note" value=""><output></output><p id="ticks">0</p>';
const field = { html: kServed, join: { v: ["f"], t: { f: kField } }, debug: true };

/** Answers every edit with its text in upper case, while a counter runs. */
async function shout(server: Server, page: Page, until: () => Promise<boolean>): Promise<void> {
  let done = 0;
  for (let tick = 1; !(await until()); tick++) {
    const [id, , payload] = server.events[server.events.length - 1] ?? ([0, "", { value: "" }, 0] as Message);
    const text = payload.value.toUpperCase();
    server.diff(id > done ? { 0: text, 1: text, 2: tick } : { 2: tick }, {}, id);
    done = id;
    await page.waitForTimeout(25);
  }
}

test("at 300 ms no key is lost while the server rewrites the field, and the caret stays", async ({ page }) => {
  const server = await joined(page, field);
  await page.evaluate(() => (window as any).liveView.debug.latency(300));
  const input = page.locator("input");
  let typed = false;
  const answering = shout(server, page, async () => typed && (await input.inputValue()) === "HELLO 42 WORLD");
  await input.pressSequentially("hello world", { delay: 40 });
  await input.evaluate((e: HTMLInputElement) => e.setSelectionRange(6, 6));
  await input.pressSequentially("42 ", { delay: 40 });
  expect((await input.inputValue()).toLowerCase()).toBe("hello 42 world");
  typed = true;
  await answering;
  await expect(page.locator("output")).toHaveText("HELLO 42 WORLD");
  expect(await input.evaluate((e: HTMLInputElement) => [e.selectionStart, e === document.activeElement])).toEqual([9, true]);
});

test("a composition is not disturbed, and is sent when it ends", async ({ page }) => {
  const server = await joined(page, { ...field, debug: false });
  const input = page.locator("input");
  await input.focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  server.diff({ 0: "SERVER" });
  server.diff({ 2: 1 });
  await expect(page.locator("#ticks")).toHaveText("1");
  await cdp.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  expect(await input.inputValue()).toBe("にほ");
  expect(server.events).toEqual([]);
  await cdp.send("Input.insertText", { text: "日本" });
  const [, , payload] = await server.event(1);
  expect(payload).toEqual({ value: "日本", name: "note" });
  expect(await input.inputValue()).toBe("日本");
});

test("a debounce sends once, the newest value; a submit and leaving the field do not wait for it", async ({ page }) => {
  const html =
    '<form lv-submit="save"><input name="a" lv-input="edit" lv-debounce="10000"><input name="b" lv-input="edit" lv-debounce="blur"><button>ok</button></form>';
  const server = await joined(page, { html });
  await page.locator("[name=a]").pressSequentially("abc");
  await page.locator("[name=b]").pressSequentially("xyz");
  expect((await server.event(1)).slice(1, 3)).toEqual(["edit", { value: "abc", name: "a" }]);
  await page.locator("[name=b]").press("Enter");
  await server.event(3);
  expect(server.events.slice(1).map(([, event, payload]) => [event, payload])).toEqual([
    ["edit", { value: "xyz", name: "b" }],
    ["save", { a: "abc", b: "xyz" }],
  ]);
});

test("a throttle sends at once, and never loses the last value", async ({ page }) => {
  const server = await joined(page, { html: '<input name="a" lv-input="edit" lv-throttle="1500">' });
  await page.locator("input").pressSequentially("abcdef");
  await expect.poll(() => server.events.at(-1)?.[2].value).toBe("abcdef");
  expect(server.events[0][2].value).toBe("a");
  expect(server.events.length).toBeLessThan(6);
});

test("what was typed before the join is kept and sent after it", async ({ page }) => {
  const server = await open(page, {
    html: '<form lv-change="edit"><input name="a" value="x"><input type="checkbox" name="c"><select name="s"><option>1<option>2</select></form>',
    head: "<script>addEventListener('DOMContentLoaded', () => { document.querySelector('[name=a]').value = 'typed'; document.querySelector('[name=c]').checked = true; })</script>",
    kind: "f",
    join: {
      v: ["f", "other"],
      t: {
        f: '<form lv-change="edit"><input name="a" lv-s="value 0"><input type="checkbox" name="c"><select name="s"><option>1</option><option>2</option></select></form>',
      },
    },
  });
  // the script above runs after the client: what counts is that it comes before the answer to the join
  const [, event, payload] = await server.event(1);
  expect([event, payload]).toEqual(["edit", { a: "typed", c: true, s: "1", _target: "a" }]);
  await page.evaluate(() => void (window as any).liveView.pushEvent("next"));
  expect((await server.event(2))[1]).toBe("next"); // one event for both fields
  expect(await page.locator("[name=a]").inputValue()).toBe("typed");
  expect(await page.locator("[name=a]").getAttribute("value")).toBe("other");
});

test("a page nobody has typed in sends nothing by itself", async ({ page }) => {
  const server = await joined(page, {
    html: `<form lv-change="edit"><input value="x"><input type="range" name="r"><input type="color" name="c"><input type="hidden" value="h">
      <input type="checkbox" checked><input type="radio" name="q" checked><select><option>1<option>2</select><select multiple><option selected>3</select>
      <textarea>t</textarea><input type="submit" value="s"><input type="file"><button lv-click="done">b</button></form>`,
  });
  await page.locator("form").evaluate((form) => form.addEventListener("submit", (event) => event.preventDefault()));
  await page.locator("button").click();
  expect((await server.event(1))[1]).toBe("done");
});

test("a rejoin that starts afresh keeps what was typed and sends it again", async ({ page }) => {
  const server = await joined(page, {
    ...field,
    kind: "f",
    join: { v: ["f", "", "", 0], t: { f: kField } },
    options: { reconnectMs: 20 },
  });
  await page.locator("input").pressSequentially("ab");
  await server.event(2);
  server.diff({ 0: "ab", 1: "ab" });
  await expect(page.locator("output")).toHaveText("ab");
  await server.drop();
  await expect.poll(() => server.events.length).toBe(3);
  expect(server.events[2].slice(0, 3)).toEqual([3, "note", { value: "ab", name: "note" }]);
  expect(await page.locator("input").inputValue()).toBe("ab");
});

test("a value typed but not yet committed is not overwritten where only `change` is bound", async ({ page }) => {
  const server = await joined(page, {
    html: '<input name="a" lv-change="edit" value=""><input id="next"><p></p>',
    join: { v: ["f"], t: { f: '<input name="a" lv-change="edit" lv-s="value 0"><input id="next"><p><!--1--></p>' } },
  });
  await page.locator("[name=a]").pressSequentially("mine");
  server.diff({ 0: "server", 1: "x" });
  await expect(page.locator("p")).toHaveText("x");
  expect(await page.locator("[name=a]").inputValue()).toBe("mine");
  await page.locator("#next").focus();
  expect((await server.event(1))[2]).toEqual({ value: "mine", name: "a" });
  server.diff({ 0: "MINE" });
  await expect(page.locator("[name=a]")).toHaveValue("MINE");
});

test("checked and selected follow the server unless the user's edit is under way", async ({ page }) => {
  const server = await joined(page, {
    html: '<input type="checkbox" name="c" lv-change="tick"><select name="s"><option value="1">1</option><option value="2">2</option></select>',
    join: {
      v: ["f"],
      t: {
        f: '<input type="checkbox" name="c" lv-change="tick" lv-s="checked 0"><select name="s"><option value="1" lv-s="selected 1">1</option><option value="2" lv-s="selected 2">2</option></select>',
      },
    },
  });
  const box = page.locator("[name=c]");
  await box.click();
  await expect(box).toBeChecked();
  expect((await server.event(1))[2]).toEqual({ value: true, name: "c" });
  server.diff({ 2: true }, {}, 0);
  await expect(page.locator("select")).toHaveValue("2");
  await expect(box).toBeChecked();
  server.diff({ 0: true }, {}, 1);
  server.diff({ 0: false }, {}, 1);
  await expect(box).not.toBeChecked();
});
