// Shows what escape_dump serves to Chromium and reads it back: nothing runs, nothing is fetched, every text and attribute is the input as
// the browser's own UTF-8 decoder repairs it (and NUL as U+FFFD). First the texts that are written down, then a page of random ones after
// the other for GOLIVE_SOAK seconds, at least one; GOLIVE_SEED repeats one. Usage: node escaping.mjs PATH_OF_ESCAPE_DUMP; 77: nothing to run
// it with.
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
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

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function cases_of(...options) {
  const dump = execFileSync(process.argv[2], options, { encoding: "utf8", maxBuffer: 1 << 28 });
  const cases = dump.trim().split("\n").map((line) => JSON.parse(line));
  for (const one of cases) one.expected = decoder.decode(Buffer.from(one.input, "hex")).replaceAll("\0", "\ufffd");
  return cases;
}

// Runs in the page, before anything of it: whatever a script would do to be noticed.
function set_canary() {
  const notice = (what) => () => void (window.owned = what);
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = notice(name);
  window.addEventListener("securitypolicyviolation", notice("policy"));
}

// Runs in the page: does to every element what makes handlers run and links lead somewhere, and tells what it is.
function look() {
  // Only what a URL itself does is to happen, not the way to another page.
  const acts = (element) => /^(javascript|data|vbscript|blob):/i.test(element.href ?? element.action ?? "");
  for (const kind of ["click", "submit"]) document.addEventListener(kind, (event) => acts(event.target) || event.preventDefault());
  return [...document.querySelectorAll("body > div.case")].map((div) => {
    const element = div.firstElementChild;
    const attributes = Object.fromEntries([...element.attributes].map((a) => [a.name, a.value]));
    const texts = [];
    for (const walker = document.createTreeWalker(div, NodeFilter.SHOW_TEXT); walker.nextNode(); ) texts.push(walker.currentNode.data);
    const urls = ["href", "src", "action", "formAction", "data"].map((name) => element[name]).filter((url) => typeof url === "string" && URL.canParse(url));
    for (const kind of ["focus", "mouseover", "load", "error", "keydown", "input", "toggle"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    return {
      id: div.id,
      elements: div.querySelectorAll("*").length,
      name: element.localName,
      attributes,
      text: element.textContent,
      texts,
      protocols: urls.map((url) => new URL(url).protocol),
      query: element.localName === "a" ? element.search : "",
      hash: element.localName === "a" ? element.hash : "",
      images: getComputedStyle(element).backgroundImage,
    };
  });
}

const style = "<style>.case{display:block}</style>";

async function show(browser, cases) {
  const body = cases.map((one, i) => `<div class=case id=c${i}>${one.html}</div>`).join("\n");
  const page = await browser.newPage();
  const fetched = [];
  let served = false;
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === "http://golive.test/" && !served) {
      served = true;
      return route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html>${style}<body>${body}` });
    }
    fetched.push({ url, kind: route.request().resourceType() });
    return route.abort();
  });
  const dialogs = [];
  page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
  await page.addInitScript(set_canary);
  await page.goto("http://golive.test/", { waitUntil: "load" });
  try {
    const found = await page.evaluate(look);
    // A click on javascript: runs in a task of its own.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    return { found, owned: await page.evaluate(() => window.owned), dialogs, fetched };
  } catch (error) {
    return { found: [], owned: `the page went away: ${error.message}`, dialogs, fetched };
  } finally {
    await page.close();
  }
}

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
  if (!seen.protocols.every((protocol) => allowedProtocols.includes(protocol))) return `protocol ${seen.protocols}`;
  if (context in urlOf) return value === expected || value === "about:invalid" ? "" : `url ${JSON.stringify(value)}`;
  if (context === "url path") return seen.protocols.every((protocol) => protocol === "http:") ? "" : `url ${value}`;
  if (context === "url query") return new URLSearchParams(seen.query).get("q") === expected && seen.query.endsWith("&end") && seen.hash === "" ? "" : `query ${seen.query}`;
  if (context === "style") return (value === expected || value === "") && seen.images === "none" ? "" : `style ${JSON.stringify(value)}`;
  if (context === "style part") return /^color: [^;:{}]*; width: 3px$/.test(value) && seen.images === "none" ? "" : `style ${JSON.stringify(value)}`;
  if (context === "srcset") return value.split(",").some((candidate) => /^\s*(java|vb|live)?(script|data):/i.test(candidate)) ? `srcset ${value}` : "";
  if (context.startsWith("name on ")) return /^on.|^srcdoc$/i.test(Object.keys(seen.attributes)[0]) ? `attribute ${Object.keys(seen.attributes)}` : "";
  return `no rule for ${context}`;
}

function failures_of(cases, { found, owned, dialogs, fetched }) {
  const failures = [];
  if (found.length !== cases.length) failures.push(`${found.length} elements for ${cases.length} cases: something broke out`);
  cases.forEach((one, i) => {
    const seen = found[i];
    const wrong = seen === undefined || seen.id !== `c${i}` ? "not at its place" : complaint(one, seen);
    if (wrong !== "") failures.push(`${one.context} of ${JSON.stringify(one.expected)}: ${wrong}   served ${one.html}`);
  });
  if (owned !== undefined) failures.push(`a script ran: ${owned}`);
  if (dialogs.length > 0) failures.push(`dialogs: ${dialogs}`);
  // img src and srcset may fetch over http; nothing else may.
  for (const { url, kind } of fetched) if (kind !== "image" || !url.startsWith("http")) failures.push(`fetched ${kind} ${url}`);
  return failures;
}

let passed = 0;
let failed = 0;

async function check(browser, what, cases) {
  const failures = failures_of(cases, await show(browser, cases));
  for (const failure of failures.slice(0, 30)) console.log(`${what}: ${failure}`);
  passed += cases.length - Math.min(failures.length, cases.length);
  failed += failures.length;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
await check(browser, "written down", cases_of());
const end = Date.now() + 1000 * Number(process.env.GOLIVE_SOAK ?? 0);
const given = process.env.GOLIVE_SEED;
let seed = Number(given ?? randomInt(2 ** 32));
do {
  await check(browser, `GOLIVE_SEED=${seed}`, cases_of(String(seed), "150"));
  seed += 1;
} while (failed === 0 && given === undefined && Date.now() < end);
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
