// Our own pages under the default Content-Security-Policy and Trusted Types: nothing of them is refused, from the first load over clicks to
// a connection that breaks and comes back. Failed connections are errors on the console, so this is not the `test` that forbids them.
import { expect, test, type Page } from "@playwright/test";
import { joined, start, stop, type Program } from "./program";
import { proxyTo, type Proxy } from "./proxy";

const kPages: [program: string, path: string, button: string | null][] = [
  ["counter", "/", "+"],
  ["demo", "/", null],
  ["bench_pages", "/counter", "+"],
  ["bench_pages", "/table?rows=50", "touch"],
  ["bench_pages", "/feed", null],
  ["bench_pages", "/cells?n=20&hz=1", null],
  ["visitor_pages", "/dressed", "visit"],
  ["charts", "/", "+"],
  ["panel", "/", null],
];

const programs = new Map<string, { program: Program; proxy: Proxy }>();

test.beforeAll(async () => {
  for (const [name] of kPages) {
    if (programs.has(name)) continue;
    const program = await start(name);
    programs.set(name, { program, proxy: await proxyTo(program) });
  }
});
test.afterAll(async () => {
  for (const { program, proxy } of programs.values()) {
    await proxy.stop();
    await stop(program);
  }
});

/** What the policy refuses from now on, as the page and as the console tell it. Before the page is opened. */
async function watch(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction("refused", (what: string) => void refused.push(what));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      (window as any).refused(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`),
    ),
  );
  page.on("console", (message) => {
    if (message.type() === "error" && /Content.Security.Policy|Trusted/i.test(message.text())) refused.push(message.text());
  });
  page.on("pageerror", (error) => refused.push(String(error)));
  return refused;
}

for (const [name, path, button] of kPages) {
  test(`W21 ${name} ${path} does nothing that its policy refuses`, async ({ page }) => {
    const refused = await watch(page);
    const { proxy } = programs.get(name)!;
    const answer = await page.goto(proxy.url + path);
    const policy = answer!.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    await joined(page);
    const click = async () => {
      if (button === null) return;
      await page.locator("button", { hasText: button }).first().click();
      await page.waitForFunction(() => !document.querySelector(".lv-loading"));
    };
    await click();
    const attempts = proxy.attempts;
    proxy.cut();
    await expect.poll(() => proxy.attempts).toBeGreaterThan(attempts);
    await joined(page);
    await click();
    expect(refused).toEqual([]);
  });
}

test("a layout's own style and script run by the nonce of their response", async ({ page }) => {
  const refused = await watch(page);
  await page.goto(`${programs.get("visitor_pages")!.program.url}/dressed`);
  await joined(page);
  await expect(page.locator("html")).toHaveAttribute("data-inline", "ran");
  await expect(page.locator("main h1")).toHaveCSS("color", "rgb(1, 2, 3)");
  await expect(page.locator("main h1")).toHaveCSS("font-style", "italic");
  expect(refused).toEqual([]);
});

test("a script without the nonce, and text made to HTML by a script, are refused", async ({ page }) => {
  const refused = await watch(page);
  await page.goto(`${programs.get("visitor_pages")!.program.url}/dressed`);
  await joined(page);
  await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "document.documentElement.dataset.inline = 'foreign'";
    } catch {
      // Trusted Types
    }
    document.head.append(script);
    try {
      document.querySelector("main")!.innerHTML = "<b>foreign</b>";
    } catch {
      // Trusted Types
    }
  });
  await expect.poll(() => refused.some((what) => what.startsWith("require-trusted-types-for"))).toBe(true);
  await expect.poll(() => refused.some((what) => /script-src/.test(what) || /trusted-types/i.test(what))).toBe(true);
  await expect(page.locator("html")).toHaveAttribute("data-inline", "ran");
  await expect(page.locator("b")).toHaveCount(0);
});
