// Builds dist/: golive.js, which every live page loads, what pages with charts load, and golive-debug.js (development pages only).
//   node build.mjs           writes dist/ and prints the sizes
//   node build.mjs --check   fails if dist/ is not what src/ builds, or if the client is over its budget
import { build, transform } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const kBudget = 12_274; // of what every page loads: 12 KiB by any gzip at level 9, of which this one makes the least
const kChartBudget = 5_000; // of what pages with live charts load
const kStyleBudget = 2_500; // of what pages with charts load

// Members of our own objects that are shortened, beside the private ones (`name_`). None may be a name of the browser's or of the wire:
// a test looks them up.
export const kInternal = [
  "acked",
  "adopt",
  "advance",
  "answer",
  "applied",
  "changed",
  "changes",
  "connection",
  "deep",
  "deliver",
  "fire",
  "handlers",
  "hook",
  "hooks",
  "hurry",
  "insertText",
  "instance",
  "isJoined",
  "joined",
  "kept",
  "latest",
  "lost",
  "marks",
  "mountIn",
  "outbox",
  "owner",
  "patch",
  "places",
  "received",
  "refuse",
  "retry",
  "say",
  "seek",
  "sent",
  "showTree",
  "single",
  "skipTo",
  "slots",
  "stray",
  "strict",
  "take",
  "takeBiggest",
  "template",
  "timer",
  "tooBig",
  "transmit",
  "untilNext",
  "was",
  "whole",
];

const bundles = [
  { entry: "src/main.ts", file: "dist/golive.js", budget: kBudget },
  { entry: "debug/main.ts", file: "dist/golive-debug.js", budget: Infinity },
  { entry: "chart/main.ts", file: "dist/chart.js", budget: kChartBudget },
  { entry: "chart/chart.css", file: "dist/chart.css", budget: kStyleBudget },
];

async function styleSheet(entry) {
  const text = readFileSync(join(here, entry), "utf8");
  return (await transform(text, { loader: "css", minify: true, target: "chrome111" })).code;
}

export async function bundle(entry) {
  if (entry.endsWith(".css")) return styleSheet(entry);
  const result = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    minifySyntax: true, // puts constants of other modules in their place
    format: "iife",
    target: "es2022",
    mangleProps: new RegExp(`[a-z]_$|^(${kInternal.join("|")})$`),
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    charset: "ascii", // whatever the page's encoding
    legalComments: "none",
    write: false,
  });
  const small = await minify(result.outputFiles[0].text, {
    ecma: 2022,
    toplevel: true,
    format: { ascii_only: true },
    compress: { passes: 3, unsafe_arrows: true, pure_getters: true, inline: 1 },
  });
  return small.code;
}

export async function run(check) {
  let good = true;
  for (const { entry, file, budget } of bundles) {
    const text = await bundle(entry);
    const size = gzipSync(text, { level: 9 }).length;
    console.log(`${file}: ${text.length} bytes, ${size} gzip`);
    if (size > budget) {
      console.error(`${file}: over the budget of ${budget} bytes gzip`);
      good = false;
    }
    const path = join(here, file);
    if (!check) writeFileSync(path, text);
    else if (readFileSync(path, "utf8") !== text) {
      console.error(`${file}: not what ${entry} builds; run "npm run build"`);
      good = false;
    }
  }
  return good;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!(await run(process.argv.includes("--check")))) process.exit(1);
}
