import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

export default defineConfig({
  testDir: "test",
  testMatch: "*.spec.ts",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: true,
  reporter: [["list"]],
  outputDir: "../build/test-results/client",
  use: { launchOptions: chromium },
});
