// Chromium as every measurement starts it.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(fileURLToPath(new URL("../../client/package.json", import.meta.url)))("@playwright/test");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update"].map((flag) => `--${flag}`),
  });
