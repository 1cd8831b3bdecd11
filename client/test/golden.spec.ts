import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { load } from "./harness";

const vectors = JSON.parse(readFileSync(fileURLToPath(new URL("../../tests/golden/patches.json", import.meta.url)), "utf8"));

test("the golden patches of the server change the page as the server says", async ({ page }) => {
  await load(page, "fuzz");
  const counts = await page.evaluate((all) => all.map((vector: any) => (window as any).golive.golden(vector)), vectors);
  expect(counts.length).toBeGreaterThanOrEqual(60);
  expect(Math.min(...counts)).toBeGreaterThan(0);
});
