// Forms being edited when the connection breaks: what was typed over stays, and a view that does not know it is told once.
import { expect, test, type Page } from "@playwright/test";
import { joined, type Server } from "./harness";

const kForm =
  '<form lv-change="edit" lv-submit="save"><input name="text" lv-s="value 0"><textarea name="long" lv-s=".text 1"></textarea>' +
  '<input type="checkbox" name="tick" lv-s="checked 2"><input type="radio" name="pick" value="a" lv-s="checked 3"><input type="radio" name="pick" value="b" lv-s="checked 4">' +
  '<select name="one"><option value="1" lv-s="selected 5">1</option><option value="2" lv-s="selected 6">2</option></select>' +
  '<select name="many" multiple><option>x</option><option>y</option><option>z</option></select>' +
  '<input type="file" name="file"><button>save</button></form><p><!--7--></p>';
const kServed =
  '<form lv-change="edit" lv-submit="save"><input name="text" value=""><textarea name="long"></textarea>' +
  '<input type="checkbox" name="tick"><input type="radio" name="pick" value="a" checked=""><input type="radio" name="pick" value="b">' +
  '<select name="one"><option value="1" selected="">1</option><option value="2">2</option></select>' +
  '<select name="many" multiple><option>x</option><option>y</option><option>z</option></select>' +
  '<input type="file" name="file"><button>save</button></form><p>0</p>';
const kEmpty = ["f", "", "", false, true, false, true, false];

const form = {
  html: kServed,
  join: (_: unknown, times: number) => ({ v: times ? [...kEmpty, `mount ${times}`] : [...kEmpty, 0], t: { f: kForm } }),
  kind: "f" as const,
  options: { reconnectMs: 20 },
};

const note = (page: Page) => page.locator("[data-live-view] p");

const kTyped = { text: "typed", long: "two\nlines", tick: true, pick: "b", one: "2", many: ["x", "z"], file: "notes.txt" };

/** Fills every kind of control in, each edit answered as by a view that keeps none of them. */
async function fill(page: Page, server: Server): Promise<void> {
  await page.locator("[name=text]").fill(kTyped.text);
  await page.locator("[name=long]").fill(kTyped.long);
  await page.locator("[name=tick]").check();
  await page.locator("[value=b]").check();
  await page.locator("[name=one]").selectOption("2");
  await page.locator("[name=many]").selectOption(["x", "z"]);
  await page.locator("[name=file]").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") });
  await expect.poll(() => server.events.at(-1)?.[2]?.file).toBe("notes.txt");
  server.send("r", null);
  await expect(page.locator(".lv-loading")).toHaveCount(0);
}

const shown = (page: Page) =>
  page.locator("form").evaluate((form: HTMLFormElement) => {
    const data = new FormData(form);
    const file = data.get("file") as File;
    const one = Object.fromEntries([...data].filter(([name]) => name !== "many" && name !== "file"));
    return { ...one, tick: data.has("tick"), many: data.getAll("many"), file: file.name };
  });

test("a short cut changes nothing in a form, and sends nothing", async ({ page }) => {
  const server = await joined(page, form);
  await fill(page, server);
  const sent = server.events.length;
  server.resume = ({ seq }) => {
    server.seq = seq;
    server.diff({ 7: "resumed" });
  };
  await server.drop();
  await expect(note(page)).toHaveText("resumed");
  expect(await shown(page)).toEqual(kTyped);
  await page.evaluate(() => void (window as any).liveView.pushEvent("next"));
  await expect.poll(() => server.events.length).toBe(sent + 1);
  expect(server.events.at(-1)![1]).toBe("next");
});

for (const [what, end] of [
  ["a server that started anew", (server: Server) => server.drop()],
  ["a view that crashed", (server: Server) => server.raw([0, 99, "x", { reason: "crash", after: 1 }])],
] as const) {
  test(`${what} leaves the form as it was filled in, and learns of it in one event`, async ({ page }) => {
    const server = await joined(page, form);
    await fill(page, server);
    const sent = server.events.length;
    await page.evaluate(() => ((window as any).kept = [...document.querySelector("form")!.elements]));
    await end(server);
    await expect(note(page)).toHaveText("mount 1");
    await expect.poll(() => server.events.length).toBe(sent + 1);
    const [, event, payload] = server.events.at(-1)!;
    expect([event, { ...payload, _target: "" }]).toEqual(["edit", { ...kTyped, _target: "" }]);
    expect(await shown(page)).toEqual(kTyped);
    expect(await page.evaluate(() => (window as any).kept.every((control: Element) => control.isConnected))).toBe(true);
    await page.evaluate(() => void (window as any).liveView.pushEvent("next"));
    await expect.poll(() => server.events.at(-1)![1]).toBe("next");
    expect(server.events.length).toBe(sent + 2);
  });
}

test("edits made while away are sent as they were made, and not once more", async ({ page }) => {
  const server = await joined(page, form);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(".lv-disconnected")).toBeAttached();
  await page.locator("[name=tick]").check();
  await page.locator("[name=text]").fill("away");
  await page.locator("[name=text]").blur();
  server.refuse = false;
  await expect(note(page)).toHaveText("mount 1");
  await page.evaluate(() => void (window as any).liveView.pushEvent("next"));
  await expect.poll(() => server.events.at(-1)?.[1]).toBe("next");
  expect(server.events.map(([, event, payload]) => [event, payload?._target])).toEqual([
    ["edit", "tick"],
    ["edit", "text"],
    ["next", undefined],
  ]);
  expect(server.events[1][2]).toMatchObject({ text: "away", tick: true });
});

test("a submit made while away is sent once, and its button comes back", async ({ page }) => {
  const server = await joined(page, form);
  server.refuse = true;
  await server.drop();
  await expect(page.locator(".lv-disconnected")).toBeAttached();
  await page.locator("[name=one]").selectOption("2");
  await page.locator("button").click();
  await expect(page.locator("form")).toHaveClass(/lv-pending/);
  server.refuse = false;
  await server.event(2);
  expect(server.events.map(([, event, payload]) => [event, payload.one])).toEqual([
    ["edit", "2"],
    ["save", "2"],
  ]);
  server.send("r", null);
  await expect(page.locator("form")).toHaveClass("");
  expect(server.events.length).toBe(2);
});

test("a composition goes on over a cut and over a fresh mount", async ({ page }) => {
  const server = await joined(page, form);
  const input = page.locator("[name=text]");
  await input.focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  await server.drop();
  await expect(note(page)).toHaveText("mount 1");
  server.diff({ 0: "SERVER", 7: "written" });
  await expect(note(page)).toHaveText("written");
  await cdp.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await expect(input).toHaveValue("にほ");
  await cdp.send("Input.insertText", { text: "日本" });
  await expect(input).toHaveValue("日本");
  await input.blur();
  await expect.poll(() => server.events.at(-1)?.[2].text).toBe("日本");
});

test("only the text of a textarea is its value: other attributes of it are just written", async ({ page }) => {
  const server = await joined(page, {
    html: '<textarea placeholder="a">first</textarea>',
    join: () => ({ v: ["f", "a", "first", false], t: { f: '<textarea lv-s="placeholder 0 .text 1 disabled 2"></textarea>' } }),
    kind: "f",
  });
  const area = page.locator("textarea");
  await area.fill("typed");
  server.diff({ 0: "b" });
  await expect(area).toHaveAttribute("placeholder", "b");
  await expect(area).toHaveValue("typed");
  server.diff({ 2: true });
  await expect(area).toBeDisabled();
  await expect(area).toHaveValue("typed");
  server.diff({ 1: "second" });
  await expect(area).toHaveValue("second");
});
