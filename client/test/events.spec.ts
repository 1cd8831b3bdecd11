import { expect, test } from "@playwright/test";
import { joined, kOrigin } from "./harness";

const names = (events: unknown[][]) => events.map(([, event]) => event);

test("clicks: the innermost binding is sent, with its values; labels count once; disabled elements not at all", async ({ page }) => {
  const server = await joined(page, {
    html: `<div lv-click="outer"><button lv-click="inner" lv-value-id="7" value="v"><b>x</b></button></div>
      <div id="card" lv-click="card"><label id="label"><i>agree</i><input type="checkbox" id="box"></label></div>
      <button lv-click="never" disabled><u>off</u></button>`,
  });
  await page.locator("b").click();
  expect((await server.event(1)).slice(1, 3)).toEqual(["inner", { id: "7", value: "v" }]);
  await page.locator("i").click();
  await expect(page.locator("#box")).toBeChecked();
  await page.locator("u").click({ force: true });
  await page.locator("u").dispatchEvent("click");
  await page.locator("#box").click();
  await expect(page.locator("#box")).not.toBeChecked();
  await server.event(3);
  expect(names(server.events)).toEqual(["inner", "card", "card"]);
});

test("links: what asks for elsewhere is the browser's, a link inside only navigates, # goes nowhere", async ({ page, context }) => {
  const server = await joined(page, {
    html: `<a id="real" lv-click="real" href="/real">real</a><a id="hash" lv-click="hash" href="#">hash</a>
      <div lv-click="card">card <a id="plain" href="#plain">plain</a></div><a id="blank" lv-click="blank" href="/blank" target="_blank">blank</a>`,
  });
  await page.locator("#hash").click();
  expect(page.url()).toBe(`${kOrigin}/page?a=1`);
  await page.locator("#plain").click();
  expect(page.url()).toBe(`${kOrigin}/page?a=1#plain`);
  for (const [id, options] of [
    ["#real", { modifiers: ["Control"] }],
    ["#real", { button: "middle" }],
    ["#blank", {}],
  ] as const) {
    const opened = context.waitForEvent("page");
    await page.locator(id).click(options as object);
    await (await opened).close();
  }
  expect(names(server.events)).toEqual(["hash"]);
  await page.locator("#real").click();
  await page.waitForURL("**/real");
  await expect.poll(() => names(server.events)).toEqual(["hash", "real"]);
});

test("lv-confirm asks before a click, a submit button and a form", async ({ page }) => {
  const questions: string[] = [];
  let accept = false;
  page.on("dialog", (dialog) => {
    questions.push(dialog.message());
    void (accept ? dialog.accept() : dialog.dismiss());
  });
  const server = await joined(page, {
    html: `<button id="a" lv-click="delete" lv-confirm="Delete?">x</button>
      <form lv-submit="save"><button id="b" lv-confirm="Save?">save</button></form>
      <form lv-submit="send" lv-confirm="Send?"><button id="c">send</button></form>`,
  });
  for (const id of ["#a", "#b", "#c"]) await page.locator(id).click();
  accept = true;
  for (const id of ["#a", "#b", "#c"]) await page.locator(id).click();
  await server.event(3);
  expect(names(server.events)).toEqual(["delete", "save", "send"]);
  expect(questions).toEqual(["Delete?", "Save?", "Send?", "Delete?", "Save?", "Send?"]);
});

test("a submit button with an event of its own asks once for both", async ({ page }) => {
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked++;
    void dialog.accept();
  });
  const server = await joined(page, { html: '<form lv-submit="save"><button lv-click="note" lv-confirm="Sure?">save</button></form>' });
  await page.getByText("save").click();
  await server.event(2);
  expect(names(server.events)).toEqual(["note", "save"]);
  expect(asked).toBe(1);
});

test("lv-disable-with holds until the answer, and what the server writes meanwhile is not lost", async ({ page }) => {
  const form =
    '<form lv-submit="save"><button lv-disable-with="Saving"><!--0--></button><button type="button" lv-click="x" id="mixed" lv-disable-with="Wait"><b>n</b> <!--1--></button></form>';
  const server = await joined(page, {
    html: '<form lv-submit="save"><button lv-disable-with="Saving">Save</button><button type="button" lv-click="x" id="mixed" lv-disable-with="Wait"><b>n</b> <!---->1</button></form>',
    join: { v: ["f"], t: { f: form } },
  });
  const save = page.locator("button").first();
  const mixed = page.locator("#mixed");
  await save.click();
  await expect(save).toHaveText("Saving");
  await expect(save).toBeDisabled();
  await expect(mixed).toHaveText("Wait");
  server.diff({ 1: 2 }, {}, 0);
  server.diff({ 0: "Saved" }, {}, 1);
  await expect(save).toHaveText("Saved");
  await expect(save).toBeEnabled();
  await expect(save).toBeFocused();
  await expect(mixed).toHaveText("n 2");
  await mixed.click();
  await expect(mixed).toHaveText("Wait");
  server.diff({ 1: 3 });
  await expect(mixed).toHaveText("n 3");
});

test("forms send all their fields: repeated names, boxes, selects, the submitter and the target", async ({ page }) => {
  const server = await joined(page, {
    html: `<form id="f" lv-change="edit" lv-submit="save" lv-value-form="1">
        <input name="text" value="t"><input name="twice" value="1"><input name="twice" value="2"><input name="tags[]" value="x">
        <input type="checkbox" name="lone"><input type="checkbox" name="valued" value="yes"><input type="checkbox" name="on" value="1" checked>
        <input type="checkbox" name="many" value="a"><input type="checkbox" name="many" value="b">
        <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
        <select name="one"><option>p<option selected>q</select><select name="multi" multiple><option selected>m<option>n</select><select name="none" multiple><option>z</select>
        <textarea name="area">line</textarea><input name="off" value="o" disabled><input name="constructor" value="c">
        <button name="act" value="go">go</button></form><input form="f" name="outside" value="out">`,
  });
  const fields = {
    form: "1",
    text: "t",
    twice: ["1", "2"],
    "tags[]": ["x"],
    lone: false,
    valued: false,
    on: "1",
    many: [],
    r: "2",
    one: "q",
    multi: ["m"],
    none: [],
    area: "line",
    constructor: "c",
    outside: "out",
  };
  await page.locator("[name=many]").first().click();
  expect((await server.event(1)).slice(1, 3)).toEqual(["edit", { ...fields, many: ["a"], _target: "many" }]);
  await page.locator("[name=outside]").fill("new");
  await page.locator("[name=lone]").click();
  expect((await server.event(2))[2]).toMatchObject({ outside: "new", _target: "outside" });
  expect((await server.event(3))[2]).toMatchObject({ lone: true, _target: "lone" });
  await page.locator("button").click();
  expect((await server.event(4)).slice(1, 3)).toEqual(["save", { ...fields, many: ["a"], lone: true, outside: "new", act: "go" }]);
  expect(page.url()).toBe(`${kOrigin}/page?a=1`);
});

test("single controls send their value and name", async ({ page }) => {
  const server = await joined(page, {
    html: `<input type="checkbox" name="lone" lv-change="c"><input type="checkbox" name="valued" value="y" lv-change="c" lv-value-row="3">
      <select name="multi" multiple lv-change="c"><option>a<option>b</select><input type="number" name="n" lv-input="c">`,
  });
  await page.locator("[name=lone]").click();
  await page.locator("[name=valued]").click();
  await page.locator("[name=valued]").click();
  await page.locator("[name=multi]").selectOption(["a", "b"]);
  await page.locator("[name=n]").pressSequentially("-1");
  await server.event(5);
  expect(server.events.map(([, , payload]) => payload)).toEqual([
    { value: true, name: "lone" },
    { value: "y", name: "valued", row: "3" },
    { value: false, name: "valued", row: "3" },
    { value: ["a", "b"], name: "multi" },
    { value: "-1", name: "n" },
  ]);
});

test("keys: only inside the binding, only those asked for, with what was held", async ({ page }) => {
  const server = await joined(page, {
    html: `<section tabindex="0" id="s" lv-keydown="down" lv-key="ArrowUp ArrowDown Space"><input lv-keyup="up"></section><p tabindex="0">other</p>`,
  });
  await page.locator("p").press("ArrowUp");
  await page.locator("#s").press("a");
  await page.locator("#s").press("Shift+ArrowUp");
  await page.locator("#s").press("Space");
  await page.locator("input").press("q");
  await server.event(3);
  expect(server.events.map(([, event, payload]) => [event, payload])).toEqual([
    ["down", { key: "ArrowUp", shift: true }],
    ["down", { key: " " }],
    ["up", { key: "q", value: "q" }],
  ]);
});

test("focus and blur of an element, not of moves inside it", async ({ page }) => {
  const server = await joined(page, {
    html: `<fieldset lv-focus="in" lv-blur="out"><input id="a" value="x"><input id="b"></fieldset><input id="c" lv-focus="c" lv-value-k="1" value="z">`,
  });
  await page.locator("#a").focus();
  await page.locator("#b").focus();
  await page.locator("#c").focus();
  await server.event(3);
  expect(server.events.map(([, event, payload]) => [event, payload])).toEqual([
    ["in", { value: "x" }],
    ["out", { value: "" }],
    ["c", { k: "1", value: "z" }],
  ]);
});

test("a live form without lv-submit does not load the page again, a dialog closes by itself", async ({ page }) => {
  const server = await joined(page, {
    html: `<form lv-input="edit"><input name="a"></form><dialog open><form method="dialog" lv-submit="close"><button value="ok" name="how">ok</button></form></dialog>`,
  });
  await page.locator("input").press("Enter");
  await page.locator("dialog button").click();
  expect((await server.event(1)).slice(1, 3)).toEqual(["close", { how: "ok" }]);
  await expect(page.locator("dialog")).toBeHidden();
  expect(page.url()).toBe(`${kOrigin}/page?a=1`);
});

test("hooks live with their elements", async ({ page }) => {
  const server = await joined(page, {
    html: '<p lv-hook="Early">a</p><div><!--$--><!--/--></div><i>0</i>',
    join: { v: ["h"], t: { h: '<p lv-hook="Early"><!--0--></p><div><!--$1--></div><i><!--2--></i>', b: '<b lv-hook="Late"><!--0--></b>' } },
    options: { reconnectMs: 20 },
    head: `<script>
      log = [];
      const hook = (name) => Object.fromEntries(["mounted", "updated", "destroyed", "disconnected", "reconnected"].map((what) =>
        [what, function () { log.push(name + " " + what + " " + this.el.localName); if (what === "mounted") this.handleEvent("ping", (p) => { log.push(name + " ping " + p); this.pushEvent("pong", { p }); }); }]));
      (window.liveView ??= []).push((liveView) => liveView.registerHook("Early", hook("early")));
    </script>`,
  });
  const log = async () => page.evaluate(() => (window as any).log.splice(0));
  await expect.poll(() => page.evaluate(() => (window as any).log.length)).toBe(1);
  expect(await log()).toEqual(["early mounted p"]);
  server.diff({ 1: ["b", "x"] });
  await expect(page.locator("b")).toHaveText("x");
  await page.evaluate("liveView.registerHook('Late', hook('late'))");
  expect(await log()).toEqual(["late mounted b"]);
  server.diff({ 0: "b", 2: 1 });
  await expect(page.locator("i")).toHaveText("1");
  expect(await log()).toEqual(["early updated p"]);
  server.diff({ 1: null }, { e: [["ping", 5]] });
  expect((await server.event(1)).slice(1, 3)).toEqual(["pong", { p: 5 }]);
  expect(await log()).toEqual(["late destroyed b", "early ping 5"]);
  await server.drop();
  await expect.poll(() => page.evaluate(() => (window as any).log.length)).toBe(2);
  expect(await log()).toEqual(["early disconnected p", "early reconnected p"]);
});
