// Starts a program of this repository on a free port and stops it again.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";

const kBin = process.env.GOLIVE_BIN ?? join(__dirname, "../../build/release/bin");

export interface Program {
  url: string;
  process: ChildProcess;
}

/** Programs started with the same secret know each other's pages. */
const kSecret = "a secret of the browser tests and the same for all of them";

export async function start(name: string, port = 0): Promise<Program> {
  const path = join(kBin, name);
  if (!existsSync(path)) throw new Error(`${path} is not built`);
  const env = { ...process.env, GOLIVE_SECRET: kSecret };
  const child = spawn(path, ["--port", String(port)], { stdio: ["ignore", "pipe", "pipe"], env });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = /listening on (http:\/\/localhost:\d+)/.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}: ${output}`)));
  });
  return { url, process: child };
}

export async function stop({ process: child }: Program): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

const kDebugClient = readFileSync(join(__dirname, "../../client/dist/golive-debug.js"), "utf8");

/** Every connection of the page gets a round trip of `ms`. Before the page is opened. */
export async function withLatency(page: Page, ms: number): Promise<void> {
  await page.addInitScript(`${kDebugClient}; liveView.push((l) => l.debug.latency(${ms}));`);
}

/** A test that fails if the page logs an error or breaks its own Content-Security-Policy. */
export const test = base.extend<{ clean: void }>({
  clean: [
    async ({ context }, use) => {
      const problems: string[] = [];
      context.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      context.on("weberror", (error) => problems.push(String(error.error())));
      await use();
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export const joined = (page: Page) => expect(page.locator("[data-live-view].lv-connected")).toBeAttached();

export { expect };
