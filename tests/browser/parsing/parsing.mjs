// Compares the trees that parse_dump prints with those of Chromium: DOMParser for documents, innerHTML with a context for fragments. First
// the cases that are written down, then 5,000 random ones (chromium.mjs).
// Usage: node parsing.mjs PATH_OF_PARSE_DUMP
import { cases_of, seeds, with_page } from "./chromium.mjs";

// Runs in the page.
function trees_of(cases) {
  const spaces = { "http://www.w3.org/2000/svg": "svg ", "http://www.w3.org/1998/Math/MathML": "math " };
  function append(lines, parent, depth) {
    for (const node of parent.childNodes) {
      const indent = "| " + "  ".repeat(depth);
      if (node.nodeType === 10) lines.push(`${indent}<!DOCTYPE ${node.name}>`);
      else if (node.nodeType === 3) lines.push(`${indent}"${node.data}"`);
      else if (node.nodeType === 8) lines.push(`${indent}<!-- ${node.data} -->`);
      else if (node.nodeType !== 1) lines.push(`${indent}nodeType ${node.nodeType} ${node.nodeName}`);
      else {
        lines.push(`${indent}<${spaces[node.namespaceURI] ?? ""}${node.localName}>`);
        for (const { name, value } of node.attributes) lines.push(`${indent}  ${name}="${value}"`);
        if (node.content instanceof DocumentFragment) {
          lines.push(`${indent}  content`);
          append(lines, node.content, depth + 2);
        }
        append(lines, node, depth + 1);
      }
    }
  }
  const inert = document.implementation.createHTMLDocument("");
  return cases.map(({ context, markup }) => {
    const lines = [];
    if (context === "") {
      append(lines, new DOMParser().parseFromString(markup, "text/html"), 0);
      return { tree: lines.map((line) => line + "\n").join("") };
    }
    const [space, name] = context.includes(" ") ? context.split(" ") : ["html", context];
    const uris = { html: "http://www.w3.org/1999/xhtml", svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };
    // In the page's own document, which runs scripts; never attached, so that none does.
    const element = (name === "script" || name === "style" ? inert : document).createElementNS(uris[space], name);
    element.innerHTML = markup;
    append(lines, element.content ?? element, 0);
    return { tree: lines.map((line) => line + "\n").join(""), html: ["textarea", "title", "noscript", "style", "script"].includes(name) ? undefined : element.innerHTML };
  });
}

// Where Chromium 156 departs from the standard, which we follow. Besides, <search> is no special element there: random markup has none.
const departures = [
  ({ context, markup }) => ["textarea", "title"].includes(context) && markup.includes("\0"), // dropped, not replaced
  ({ markup }) => /<frameset/i.test(markup) && /&#(0|xD800)/.test(markup), // U+FFFD leaves a frameset possible
  ({ context, markup }) => (/<template/i.test(markup) || context === "template") && /<(base|title|noframes)/i.test(markup), // taken for content of a body
  ({ context, markup }) => (/<template/i.test(markup) || context === "template") && /<form/i.test(markup), // not ignored in a table there
  ({ context, markup }) => context === "colgroup" && /<template/i.test(markup), // text in a table there is lost
  ({ markup }) => markup.includes("<![CDATA[") && markup.includes("\0"), // replaced where HTML stands in SVG, not dropped
  ({ context, markup }) => /^(svg (svg|path)|math (math|annotation-xml))$/.test(context) && /<\/(a|b|i|u|em|code|font|nobr|strong)\b/i.test(markup), // as outside
  ({ markup }) => markup.includes("<?"), // a processing instruction, not a comment
  ({ markup }) => /<noscript[^]*<(noframes|head)\b/i.test(markup), // end a <noscript> in the head
  ({ context, markup }) => ["", "html", "head"].includes(context) && markup.includes("\0"), // dropped before it opens a body
  ({ markup }) => markup.includes("<\0"), // replaced behind a <, not dropped
  // In SVG end tags get SVG's spelling, too, and do not end the HTML element </lineargradient> that is open outside.
  ({ markup }) => /<(foreignObject|linearGradient)\b[^]*<svg[^]*<\/\1\b/i.test(markup),
  // White space beside the rows of a template reopens formatting elements.
  ({ context, markup }) => (/<template/i.test(markup) || context === "template") && /<(t[rdh]|t(body|head|foot)|col|caption)\b/i.test(markup) && /<(a|b|code|em|font|i|nobr|strong|u)\b/i.test(markup),
];

let passed = 0;
let failed = 0;
const shown = 10;

async function check(page, what, cases) {
  cases = cases.filter((one) => !departures.some((departs) => departs(one)));
  const found = await page.evaluate(trees_of, cases);
  cases.forEach((one, i) => {
    const wrong = found[i].tree !== one.tree ? [one.tree, found[i].tree] : found[i].html !== undefined && found[i].html !== one.html ? [one.html, found[i].html] : undefined;
    if (wrong === undefined) return (passed += 1);
    failed += 1;
    if (failed <= shown) console.log(`${what}: in ${JSON.stringify(one.context)} ${JSON.stringify(one.markup)}\nours:\n${wrong[0]}\nChromium's:\n${wrong[1]}`);
  });
}

await with_page(async (page) => {
  await check(page, "written down", cases_of());
  for (const seed of seeds()) {
    await check(page, `GOLIVE_SEED=${seed}`, cases_of(String(seed), "5000"));
    if (failed) break;
  }
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
