// The panel of a rover whose loop runs a thousand times a second: read, steered by pointer and by keyboard alone, and told what became of it.
import type { Locator, Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

let rover: Program;

test.beforeAll(async () => {
  rover = await start("panel");
});
test.afterAll(() => stop(rover));

async function visit(page: Page): Promise<void> {
  await page.goto(`${rover.url}/`);
  await joined(page);
}

const row = (page: Page, label: string): Locator => page.locator(".gp-row", { has: page.locator("dt", { hasText: new RegExp(`^${label}`) }) });
const value = (page: Page, label: string): Locator => row(page, label).locator("dd b");
const number = async (of: Locator) => Number((await of.textContent())!.replace("−", "-"));

test("everything can be found by its role and its name", async ({ page }) => {
  await visit(page);
  await expect(page.getByRole("heading", { level: 1, name: "Rover 7" })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Target speed in m/s" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Mode" })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Motors" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Curiosity");
  await expect(page.getByRole("spinbutton", { name: "Controller gain" })).toHaveValue("12");
  await expect(page.getByRole("region", { name: "Battery" }).getByRole("heading", { level: 2 })).toHaveText("Battery");
  const joints = page.getByRole("region", { name: "Joints" }).getByRole("table");
  await expect(joints.getByRole("columnheader", { name: /^Torque/ })).toBeVisible();
  await expect(joints.getByRole("row", { name: /Front left/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Lidar" })).toContainText("116 more not shown");
  await expect(row(page, "Sonar")).toContainText("NaN");
});

test("numbers move and nothing announces them", async ({ page }) => {
  await visit(page);
  const before = await value(page, "Odometer").textContent();
  await expect(value(page, "Odometer")).not.toHaveText(before!);
  const live = page.locator("output, [aria-live], [role=alert], [role=log], [role=status]");
  await expect(live).toHaveCount(1);
  await expect(live).toHaveText("");
});

test("a slider that is dragged reaches the host and comes back", async ({ page }) => {
  await visit(page);
  const slider = page.getByRole("slider", { name: "Target speed" });
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(value(page, "Target speed")).toHaveText("3.0");
  await expect(slider).toHaveValue("3");
  await expect.poll(() => number(value(page, "Speed"))).toBeGreaterThan(1.5);
});

test("another page shows what was steered here", async ({ page, context }) => {
  const other = await context.newPage();
  await visit(page);
  await visit(other);
  await page.getByRole("slider").fill("1.5");
  await expect(other.getByRole("slider")).toHaveValue("1.5");
  await expect(value(other, "Target speed")).toHaveText("1.5");
});

test("all of it by keyboard", async ({ page }) => {
  await visit(page);
  await page.getByRole("slider").fill("1");
  await expect(value(page, "Target speed")).toHaveText("1.0");
  page.on("dialog", (dialog) => void dialog.accept());
  const tab = () => page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Reset odometer" }).focus();
  await tab();
  await expect(page.getByRole("slider")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(value(page, "Target speed")).toHaveText("1.2");
  await tab();
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("m");
  await expect(page.getByRole("combobox").locator(":checked")).toHaveText("Manual");
  await tab();
  await expect(page.getByRole("switch")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("switch")).not.toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("switch")).toBeChecked();
  await tab();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Spirit");
  await page.keyboard.press("Enter");
  await expect(row(page, "Name")).toContainText("done");
  await page.reload();
  await expect(page.getByRole("textbox")).toHaveValue("Spirit");
  await page.getByRole("textbox").fill("Curiosity");
});

test("a value out of range is refused at the field, which keeps what was typed", async ({ page }) => {
  await visit(page);
  const gain = page.getByRole("spinbutton", { name: "Controller gain" });
  await gain.fill("-5");
  await gain.press("Enter");
  await expect(row(page, "Controller gain")).toContainText("must be at least 1");
  await expect(gain).toHaveAttribute("aria-invalid", "true");
  await expect(gain).toHaveAccessibleDescription("must be at least 1");
  await expect(gain).toHaveValue("-5");
  await expect(page.getByRole("status")).toHaveText("Controller gain: must be at least 1");
  await gain.fill("20");
  await gain.press("Enter");
  await expect(gain).not.toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await expect(gain).toHaveValue("20");
});

test("what the host refuses is told with its reason, and the control goes back", async ({ page }) => {
  await visit(page);
  page.on("dialog", (dialog) => void dialog.accept());
  const mode = page.getByRole("combobox", { name: "Mode" });
  await mode.selectOption("Idle");
  await expect(row(page, "Mode")).toContainText("done");
  await page.getByRole("switch").click();
  await expect(page.getByRole("switch")).not.toBeChecked();
  await mode.selectOption("Manual");
  await expect(row(page, "Mode")).toContainText("the motors are off");
  await expect(mode.locator(":checked")).toHaveText("Idle");
  await page.getByRole("switch").click();
  await expect(page.getByRole("switch")).toBeChecked();
});

test("a button that asks first does nothing when it is told no", async ({ page }) => {
  await visit(page);
  await expect.poll(() => number(value(page, "Odometer"))).toBeGreaterThan(1);
  const reset = page.getByRole("button", { name: "Reset odometer" });
  page.once("dialog", (dialog) => void dialog.dismiss());
  await reset.click();
  page.once("dialog", (dialog) => void dialog.accept());
  const before = await number(value(page, "Odometer"));
  await reset.click();
  await expect(page.locator(".gp-answers")).toContainText("Reset odometer: done");
  expect(await number(value(page, "Odometer"))).toBeLessThan(before);
});

test("what is being typed is not overwritten by a thousand values a second", async ({ page }) => {
  await visit(page);
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("");
  await name.pressSequentially("a long name of a rover", { delay: 20 });
  await expect(name).toHaveValue("a long name of a rover");
  await name.fill("Curiosity");
  await name.press("Enter");
  await expect(row(page, "Name")).toContainText("done");
});

test("a host that was started anew is not steered by pages that come back", async ({ page }) => {
  const first = await start("panel");
  const port = Number(new URL(first.url).port);
  await page.goto(`${first.url}/`);
  await joined(page);
  await page.getByRole("slider").fill("2.5");
  await expect(value(page, "Target speed")).toHaveText("2.5");
  await stop(first);
  const second = await start("panel", port);
  await joined(page);
  await expect(value(page, "Target speed")).toHaveText("0.8");
  await expect(page.getByRole("slider")).toHaveValue("0.8");
  await stop(second);
});

test("a phone and a desktop, light and dark: nothing is cut off, and text can be read", async ({ browser }) => {
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      await visit(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const contrasts = await page.evaluate(() => {
        const channels = (colour: string) => colour.match(/[\d.]+/g)!.slice(0, 3).map(Number);
        const light = (colour: string) =>
          channels(colour)
            .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = getComputedStyle(document.querySelector(".gp-card")!).backgroundColor;
        return ["dt", "dd b", "small", "h2", "th", ".gp-more"].map((selector) => {
          const [a, b] = [light(getComputedStyle(document.querySelector(`.gp-card ${selector}`)!).color), light(ground)];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
      });
      for (const contrast of contrasts) expect(contrast).toBeGreaterThan(4.5);
      await page.close();
    }
  }
});

test("with forced colours the switch and the focus are seen", async ({ browser }) => {
  const page = await browser.newPage({ forcedColors: "active", reducedMotion: "reduce" });
  await visit(page);
  await page.getByRole("switch").focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("switch")).toHaveCSS("outline-style", "solid");
  await page.close();
});

test("a host that falls silent is stale, one that publishes again is live, one that left is gone", async ({ page }) => {
  const host = await start("panel_pages");
  await page.goto(`${host.url}/`);
  await joined(page);
  const state = page.locator(".gp-state");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(state).toHaveText("Live");
  await expect(page.getByRole("status")).toHaveText(/done$/);
  await expect(state).toHaveText(/^Stale/);
  await expect(page.getByRole("status")).toHaveText(/^Stale/);
  await expect(page.getByRole("switch")).toBeEnabled();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(state).toHaveText("Live");
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(state).toHaveText(/^Gone/);
  await expect(page.getByRole("switch")).toBeDisabled();
  await expect(value(page, "Level")).toHaveCount(0); // it is a control
  await expect(page.getByRole("spinbutton", { name: "Level" })).toHaveValue("2.5");
  await page.reload();
  await expect(state).toHaveText(/^Gone/);
  await stop(host);
});
