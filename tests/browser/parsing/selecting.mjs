// Compares what our selectors find in random pages with Chromium's querySelectorAll.
// Usage: node selecting.mjs PATH_OF_SELECT_DUMP
import { cases_of, seeds, with_page } from "./chromium.mjs";

// Runs in the page.
function found_in(cases) {
  return cases.map(({ markup, selectors }) => {
    const parsed = new DOMParser().parseFromString(markup, "text/html");
    const places = new Map([...parsed.querySelectorAll("*")].map((element, place) => [element, place]));
    return selectors.map(({ selector }) => [...parsed.querySelectorAll(selector)].map((element) => places.get(element)).join());
  });
}

const pages = "500";
let passed = 0;
let failed = 0;
let hits = 0;
await with_page(async (page) => {
  for (const seed of seeds()) {
    const cases = cases_of(String(seed), pages);
    const theirs = await page.evaluate(found_in, cases);
    cases.forEach(({ markup, selectors }, i) =>
      selectors.forEach(({ selector, found }, j) => {
        hits += found.length > 0;
        if (found.join() === theirs[i][j]) return (passed += 1);
        failed += 1;
        if (failed <= 10) console.log(`GOLIVE_SEED=${seed}: ${selector}\nin ${markup}\nours: ${found}\nChromium's: ${theirs[i][j]}`);
      }),
    );
    if (failed) break;
  }
});
if (hits < passed / 5) {
  console.log(`only ${hits} selectors found anything: the pages are not what they were`);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
