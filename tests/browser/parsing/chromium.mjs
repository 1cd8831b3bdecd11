// What the comparisons of this folder share: a page in Chromium, the cases that a program prints, and the seeds to make them from: one, the
// same each time; with GOLIVE_SOAK fresh ones for so many seconds; GOLIVE_SEED repeats one. Exit code 77: nothing to run it with.
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const client = fileURLToPath(new URL("../../../client/package.json", import.meta.url));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

export async function with_page(work) {
  if (!existsSync(executablePath)) skip(`no ${executablePath}`);
  let chromium;
  try {
    ({ chromium } = createRequire(client)("playwright-core"));
  } catch {
    skip("run npm ci in client/ first");
  }
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.setContent("<!doctype html>");
  await work(page);
  await browser.close();
}

/** JSON lines of the program that the test was given. */
export function cases_of(...options) {
  const dump = execFileSync(process.argv[2], options, { encoding: "utf8", maxBuffer: 1 << 28 });
  return dump.trim().split("\n").map((line) => JSON.parse(line));
}

export function* seeds() {
  const given = process.env.GOLIVE_SEED;
  const end = Date.now() + 1000 * Number(process.env.GOLIVE_SOAK ?? 0);
  let seed = Number(given ?? (process.env.GOLIVE_SOAK ? randomInt(2 ** 32) : 1));
  do yield seed++;
  while (given === undefined && Date.now() < end);
}
