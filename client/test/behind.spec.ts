// Pages that show another state than the full tree that answers their join.
import { expect, test, type Page } from "@playwright/test";
import { joined, kRoot, type Server } from "./harness";

/** Joins a page that was served as `html` with a full tree. Elements that were served are told by their member `served`. */
function behind(page: Page, html: string, templates: Record<string, string>, tree: unknown[]): Promise<Server> {
  const mark = () => document.querySelectorAll("[data-live-view] *").forEach((element) => ((element as any).served = true));
  const head = `<script>addEventListener("DOMContentLoaded", ${mark})</script>`;
  return joined(page, { html, head, kind: "f", join: { v: tree, t: templates } });
}

/** What the view shows, without marks. */
const shown = async (page: Page) => (await page.locator(kRoot).innerHTML()).replace(/<!--.*?-->/g, "");
const served = (page: Page, selector: string) => page.locator(selector).evaluate((element) => (element as any).served === true);

const rows = (...k: unknown[][]) => ({ l: "r", k });

const kPart = "<section><!--$0--></section>";
const part = (html: string) => `<section><!--$-->${html}<!--/--></section>`;
const kList = "<ul><!--$0--></ul>";
const list = (html: string) => `<ul><!--$-->${html}<!--/--></ul>`;

test("a row that is gone goes, whatever its template was", async ({ page }) => {
  const html = list('<li>plain</li><li class="other">b</li><hr>');
  const server = await behind(page, html, { l: kList, o: '<li class="other"><!--0--></li>' }, ["l", { l: "", k: [[2, "o", "B"]] }]);
  expect(await shown(page)).toBe('<ul><li class="other">B</li></ul>');
  expect(await served(page, "li")).toBe(true);
  server.diff({ 0: { o: [["+", null, [3, "o", "c"]]], u: { 2: { 0: "b" } } } });
  await expect(page.locator("li")).toHaveText(["b", "c"]);
});

test("rows go that are no more, and the others stay what they were", async ({ page }) => {
  const html = list("<li><input>a</li><li><input>b</li><li><input>c</li>");
  await behind(page, html, { l: kList, r: "<li><input><!--0--></li>" }, ["l", rows([1, "a"], [2, "B"])]);
  await expect(page.locator("li")).toHaveText(["a", "B"]);
  expect(await page.locator("li").evaluateAll((rows) => rows.every((row) => (row as any).served))).toBe(true);
});

test("a list takes the place of what was no list, and nothing the place of a list", async ({ page }) => {
  const html = part("<b>none</b><!--$--><i>yet</i><!--/-->") + part("<p>a</p><p>b</p>") + part("<!--$--><p>a</p><!--/-->");
  const form = [0, 1, 2].map((slot) => kPart.replace("0", String(slot))).join("");
  await behind(page, html, { v: form, r: "<p><!--0--></p>" }, ["v", rows([1, "x"]), rows(), rows()]);
  expect(await shown(page)).toBe("<section><p>x</p></section><section></section><section></section>");
});

test("attributes that a set had on the page go, the others stay", async ({ page }) => {
  const html = '<p class="base" id="a" title="t" data-x="1" hidden="">x</p>';
  const server = await behind(page, html, { v: '<p class="base" lv-s="id 0 * 1">x</p>' }, ["v", "a", { "data-x": 2, lang: "en" }]);
  expect(await shown(page)).toBe('<p class="base" id="a" data-x="2" lang="en">x</p>');
  expect(await served(page, "p")).toBe(true);
  server.diff({ 1: { lang: "de" } });
  await expect.poll(() => shown(page)).toBe('<p class="base" id="a" lang="de">x</p>');
});

const kTakenFor: [what: string, markup: string, template: string][] = [
  ["raw markup with an attribute", '<p title="x">y</p>', "<p><!--0--></p>"],
  ["a template with a class", '<p class="error">y</p>', "<p><!--0--></p>"],
  ["a template with an event", '<button lv-click="remove(1)">y</button>', "<button><!--0--></button>"],
  ["a template that is hidden", '<p hidden="">y</p>', "<p><!--0--></p>"],
  ["a template that is not disabled", "<button>y</button>", '<button disabled=""><!--0--></button>'],
  ["a template with other words", "<p><b>Error</b> <!---->y</p>", "<p><b>Done</b> <!--0--></p>"],
  ["a template of other words alone", "<p><b>Error</b></p>", "<p><b>Done</b></p>"],
  ["a template with more before", "<hr><p>y</p>", "<p><!--0--></p>"],
  ["a template with more behind", "<p>y</p>z<form></form>", "<p><!--0--></p>"],
  ["a template with a form inside", '<p>y<button lv-click="go">go</button></p>', "<p>y</p>"],
  ["a template with a node slot inside", "<div>y<!--$-->z<!--/--></div>", "<div>y</div>"],
];

for (const [what, markup, template] of kTakenFor) {
  for (const where of ["a node slot", "the view"]) {
    test(`${what} is not taken for another template in ${where}`, async ({ page }) => {
      const values = template.includes("<!--0") ? ["now"] : [];
      const wanted = template.replace("<!--0-->", "now");
      const inside = where === "a node slot";
      if (inside) await behind(page, part(markup), { v: kPart, t: template }, ["v", ["t", ...values]]);
      else await behind(page, markup, { t: template }, ["t", ...values]);
      expect(await shown(page)).toBe(inside ? `<section>${wanted}</section>` : wanted);
    });
  }
}

test("what others added before the join stays where it is beyond doubt", async ({ page }) => {
  const foreign = "<grammarly-popup>ad</grammarly-popup>";
  const row = '<li class="row"><label><input><!--0--></label></li>';
  const html =
    `${foreign}<main class="page dark" data-theme="1"><div id="map"><canvas></canvas><p>tiles</p></div>` +
    `<ul><!--$-->${foreign}<li class="row seen" data-gramm="1" bis_skin_checked="1" style="color: red">` +
    `<label title="ad"><input fdprocessedid="1"><i>ad</i>a</label></li>${foreign}<li class="row">` +
    `<label><input>b</label></li><li class="row"><label><input>c</label></li><!--/--></ul></main>`;
  const form = '<main class="page"><div id="map"></div><ul><!--$0--></ul></main>';
  const server = await behind(page, html, { v: form, r: row }, ["v", rows([1, "A"], [2, "b"])]);
  const wanted = html
    .replace('<li class="row"><label><input>c</label></li>', "")
    .replace(">a<", ">A<")
    .replace(/<!--.*?-->/g, "");
  expect(await shown(page)).toBe(wanted);
  expect(await page.locator(`${kRoot} *`).evaluateAll((all) => all.every((element) => (element as any).served))).toBe(true);
  server.diff({ 0: { o: [["-", 2]], u: { 1: { 0: "a" } } } });
  await expect(page.locator("li")).toHaveText(["ada"]);
  await expect(page.locator("grammarly-popup")).toHaveCount(3);
});

test("a control that was used before the join is kept, with what was typed", async ({ page }) => {
  const controls = '<button class="lv-loading" lv-click="add">+</button><p class="">x</p><input name="a">';
  const form = '<button lv-click="add">+</button><p><!--0--></p><input name="a">';
  const server = await behind(page, part(controls), { v: kPart, f: form }, ["v", ["f", "y"]]);
  expect(await shown(page)).toBe(part(controls.replace("x<", "y<")).replace(/<!--.*?-->/g, ""));
  expect(await page.locator("section > *").evaluateAll((all) => all.every((element) => (element as any).served))).toBe(true);
  expect(server.control("full")).toEqual([]);
});
