// Shows what escape_dump serves to Chromium and reads it back: nothing runs, nothing is fetched, every text and attribute is the input as
// the browser's own UTF-8 decoder repairs it (and NUL as U+FFFD). Usage: node escaping.mjs PATH_OF_ESCAPE_DUMP; 77: nothing to run it with.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const client = fileURLToPath(new URL("../../../client/package.json", import.meta.url));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
let chromium;
try {
  ({ chromium } = createRequire(client)("playwright-core"));
} catch {
  console.log("skipped: run npm ci in client/ first");
  process.exit(77);
}
if (!existsSync(executablePath)) {
  console.log(`skipped: no ${executablePath}`);
  process.exit(77);
}

const dump = execFileSync(process.argv[2], { encoding: "utf8", maxBuffer: 1 << 28 });
const cases = dump.trim().split("\n").map((line) => JSON.parse(line));
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
for (const one of cases) one.expected = decoder.decode(Buffer.from(one.input, "hex")).replaceAll("\0", "\ufffd");

const style = "<style>.case{display:block}</style>";
const body = cases.map((one, i) => `<div class=case id=c${i}>${one.html}</div>`).join("\n");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const fetched = [];
await page.route("**/*", (route) => {
  const url = route.request().url();
  if (url === "http://golive.test/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html>${style}<body>${body}` });
  fetched.push({ url, kind: route.request().resourceType() });
  return route.abort();
});
const dialogs = [];
page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
await page.goto("http://golive.test/", { waitUntil: "load" });

// Runs in the page.
const found = await page.evaluate(() =>
  [...document.querySelectorAll("body > div")].map((div) => {
    const element = div.firstElementChild;
    const attributes = Object.fromEntries([...element.attributes].map((a) => [a.name, a.value]));
    const texts = [];
    for (const walker = document.createTreeWalker(div, NodeFilter.SHOW_TEXT); walker.nextNode(); ) texts.push(walker.currentNode.data);
    return {
      id: div.id,
      elements: div.querySelectorAll("*").length,
      name: element.localName,
      attributes,
      text: element.textContent,
      texts,
      protocol: element.protocol ?? (element.localName === "form" ? new URL(element.action).protocol : ""),
      query: element.localName === "a" ? element.search : "",
      hash: element.localName === "a" ? element.hash : "",
      images: getComputedStyle(element).backgroundImage,
    };
  }),
);
const owned = await page.evaluate(() => window.owned);
await browser.close();

const allowedProtocols = ["http:", "https:", "mailto:", "tel:", "sms:", "about:", ":", ""];
const attributeOf = { attribute: "title", "attribute set": "title", event: "lv-click" };
const urlOf = { href: "href", "href in a set": "href", src: "src", action: "action" };

function complaint(one, seen) {
  if (seen.elements !== 1) return `${seen.elements} elements`;
  const { context, expected } = one;
  if (["text", "nested text", "textarea", "title", "pre"].includes(context)) return seen.text === expected ? "" : `text ${JSON.stringify(seen.text)}`;
  if (context === "two texts") return seen.text === expected + expected ? "" : `text ${JSON.stringify(seen.text)}`;
  if (Object.keys(seen.attributes).length !== 1) return `attributes ${JSON.stringify(seen.attributes)}`;
  const value = Object.values(seen.attributes)[0];
  if (context in attributeOf) return seen.attributes[attributeOf[context]] === expected ? "" : `value ${JSON.stringify(value)}`;
  if (context === "attribute part") return value === `a ${expected} b ${expected}` ? "" : `value ${JSON.stringify(value)}`;
  if (!allowedProtocols.includes(seen.protocol)) return `protocol ${seen.protocol}`;
  if (context in urlOf) return value === expected || value === "about:invalid" ? "" : `url ${JSON.stringify(value)}`;
  if (context === "url path") return seen.protocol === "http:" ? "" : `url ${value}`;
  if (context === "url query") return new URLSearchParams(seen.query).get("q") === expected && seen.query.endsWith("&end") && seen.hash === "" ? "" : `query ${seen.query}`;
  if (context === "style") return (value === expected || value === "") && seen.images === "none" ? "" : `style ${JSON.stringify(value)}`;
  if (context === "style part") return /^color: [^;:(){}]*; width: 3px$/.test(value) && seen.images === "none" ? "" : `style ${JSON.stringify(value)}`;
  if (context === "srcset") return /(script|data):/i.test(value) ? `srcset ${value}` : "";
  return `no rule for ${context}`;
}

const failures = [];
if (found.length !== cases.length) failures.push(`${found.length} elements for ${cases.length} cases: something broke out`);
cases.forEach((one, i) => {
  const seen = found[i];
  const wrong = seen === undefined || seen.id !== `c${i}` ? "not at its place" : complaint(one, seen);
  if (wrong !== "") failures.push(`${one.context} of ${JSON.stringify(one.expected)}: ${wrong}   served ${one.html}`);
});
if (owned !== undefined) failures.push("a script ran");
if (dialogs.length > 0) failures.push(`dialogs: ${dialogs}`);
// img src and srcset may fetch over http; nothing else may.
for (const { url, kind } of fetched) if (kind !== "image" || !url.startsWith("http")) failures.push(`fetched ${kind} ${url}`);

for (const failure of failures.slice(0, 30)) console.log(failure);
console.log(`${cases.length - Math.min(failures.length, cases.length)} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
