// The example of a page inside of a running program: it shows what the loop does, and the loop obeys or says why not.
import type { Page } from "@playwright/test";
import { expect, joined, start, stop, test, type Program } from "./program";

let inside: Program;
test.beforeAll(async () => {
  inside = await start("inside");
});
test.afterAll(() => stop(inside));

const visit = async (page: Page) => {
  await page.goto(inside.url);
  await joined(page);
};
const steps = async (page: Page) => parseInt((await page.locator(`//dt[.="Steps"]/following-sibling::dd`).textContent())!);

test("the page follows the loop, by frames and not by steps", async ({ page }) => {
  await visit(page);
  const cart = page.locator("g.cart");
  const before = await cart.getAttribute("transform");
  const first = await steps(page);
  await expect(cart).not.toHaveAttribute("transform", before!);
  await expect.poll(() => steps(page)).toBeGreaterThan(first + 1000);
});

test("paused, it stands still, and goes on by single steps", async ({ page }) => {
  await visit(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused.")).toBeVisible();
  const first = await steps(page);
  await page.getByRole("button", { name: "Step" }).click();
  await expect.poll(() => steps(page)).toBe(first + 1);
  await expect(page.locator("p.word")).toHaveText("Done");
  await page.getByRole("button", { name: "Run" }).click();
  await expect.poll(() => steps(page)).toBeGreaterThan(first + 1);
});

test("a slider moves the target, and every page sees it", async ({ page, context }) => {
  await visit(page);
  const other = await context.newPage();
  await visit(other);
  await page.getByRole("slider", { name: "Target" }).fill("1");
  await expect(other.getByRole("slider", { name: "Target" })).toHaveValue("1");
  await expect(other.locator("g.target")).toHaveAttribute("transform", "translate(180.0 0)");
  await page.getByRole("slider", { name: "Target" }).fill("0");
});

test("an order out of range is refused with a reason, and has no effect", async ({ page }) => {
  await visit(page);
  const before = await page.locator("g.target").getAttribute("transform");
  // A page that was changed: the browser's own limits are not the host's.
  await page.getByRole("slider", { name: "Target" }).evaluate((slider: HTMLInputElement) => {
    slider.max = "1000";
    slider.value = "900";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect(page.locator("p.word")).toHaveText("Refused: that is out of its range");
  await expect(page.locator("g.target")).toHaveAttribute("transform", before!);
});
