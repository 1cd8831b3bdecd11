// The browser tests drive real programs: cd client && npm run browser
// GOLIVE_BIN names the directory of the programs (default: build/release/bin).
import { defineConfig } from "@playwright/test";
import { chromium } from "../../client/chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  reporter: [["list"]],
  outputDir: "../../build/test-results/browser",
  use: { launchOptions: chromium },
});
