// Plays the pages of joining_dump with the client in Chromium: after each frame the page must show what its state says. Each is played once
// as it was served, and its join once more with foreign nodes in it.
// Usage: node joining.mjs PATH_OF_JOINING_DUMP
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cases_of, client, seeds, with_page } from "../parsing/chromium.mjs";

const pages = 2000;

function renderer() {
  const { buildSync } = createRequire(client)("esbuild");
  const entry = fileURLToPath(new URL("../../../client/test/page/fuzz.ts", import.meta.url));
  return buildSync({ entryPoints: [entry], bundle: true, format: "iife", target: "es2022", write: false }).outputFiles[0].text;
}

// Runs in the page. As text: on its own way there a key "__proto__" would get lost.
function failures_of(text) {
  const cases = JSON.parse(text);
  const failures = [];
  const play = (one, foreign) => {
    try {
      window.golive.golden(one, foreign);
    } catch (error) {
      const what = foreign ? "with foreign nodes, " : "";
      failures.push(`${what}${error.message}\nserved: ${one.html}\nframe: ${JSON.stringify(one.steps[0].frame)}`);
    }
    document.body.replaceChildren();
  };
  cases.forEach((one, i) => {
    play(one, 0);
    play({ ...one, steps: one.steps.slice(0, 1) }, i + 1);
  });
  return failures;
}

let passed = 0;
let failed = 0;
await with_page(async (page) => {
  await page.addScriptTag({ content: renderer() });
  for (const seed of seeds()) {
    const first = seed * pages;
    const cases = cases_of(String(first), String(pages));
    const failures = await page.evaluate(failures_of, JSON.stringify(cases));
    for (const failure of failures.slice(0, 5)) console.log(`GOLIVE_SEED=${seed}: ${failure}\n`);
    failed += failures.length;
    passed += 2 * cases.length - failures.length;
    if (failed) break;
  }
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
