// template_tree_dump | node compare.mjs
// Parses each template's served page and browser form with Chromium and compares the trees with what generate.py meant, node by node.
// Needs client/node_modules (npm ci in client/) and a Chromium (GOLIVE_CHROMIUM, else /usr/bin/chromium). Exits with 77 if either is missing.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const chromiumPath = process.env.GOLIVE_CHROMIUM ?? "/usr/bin/chromium";
const client = new URL("../../../client/package.json", import.meta.url);
let chromium;
try {
  ({ chromium } = createRequire(client)("playwright-core"));
} catch {
  console.log("skipped: no playwright-core in client/node_modules");
  process.exit(77);
}
if (!existsSync(chromiumPath)) {
  console.log(`skipped: no ${chromiumPath}`);
  process.exit(77);
}

// Runs in the page: both trees of one template as text that can be compared.
function parseTrees({ html, form, wrapper }) {
  const spaces = { "http://www.w3.org/2000/svg": "svg", "http://www.w3.org/1998/Math/MathML": "math", "http://www.w3.org/1999/xhtml": "" };
  const tree = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType === Node.COMMENT_NODE) return ["!", node.data];
    const attributes = Object.fromEntries([...node.attributes].map((a) => [a.name, a.value]));
    return [node.localName, spaces[node.namespaceURI], attributes, [...node.childNodes].map(tree)];
  };
  const open = wrapper.map((name) => `<${name}>`).join("");
  const page = new DOMParser().parseFromString(`<!DOCTYPE html><body><div id="view-root">${open}${html}`, "text/html");
  let root = page.getElementById("view-root");
  for (const name of wrapper) root = root.querySelector(name);
  const [prefix, source] = form.startsWith("svg|") ? ["svg", form.slice(4)] : form.startsWith("math|") ? ["math", form.slice(5)] : ["", form];
  const template = document.createElement("template");
  template.innerHTML = prefix ? `<${prefix}>${source}</${prefix}>` : source;
  const fragment = prefix ? template.content.firstChild : template.content;
  return { tree: [...root.childNodes].map(tree), form_tree: [...fragment.childNodes].map(tree) };
}

const canonical = (node) =>
  typeof node === "string" || node[0] === "!" ? node : [node[0], node[1], Object.entries(node[2]).sort(([a], [b]) => (a < b ? -1 : 1)), node[3].map(canonical)];
const text = (nodes) => JSON.stringify(nodes.map(canonical));

const templates = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
let failed = 0;
try {
  const page = await browser.newPage();
  for (const template of templates) {
    const parsed = await page.evaluate(parseTrees, template);
    for (const kind of ["tree", "form_tree"]) {
      const expected = text(template[kind]);
      const actual = text(parsed[kind]);
      if (expected === actual) continue;
      failed += 1;
      let at = 0;
      while (expected[at] === actual[at]) at += 1;
      const near = (s) => s.slice(Math.max(0, at - 60), at + 60);
      if (failed <= 10) console.log(`template ${template.name} ${kind}\n  meant  ${near(expected)}\n  parsed ${near(actual)}`);
    }
  }
} finally {
  await browser.close();
}
console.log(`${templates.length} templates, ${failed} trees differ`);
process.exit(failed === 0 && templates.length > 0 ? 0 : 1);
