import { expect, test } from "@playwright/test";
import { kInternal, run } from "../build.mjs";
import * as wire from "../src/wire_keys";

test("dist/ is what src/ builds, and within the budget", async () => {
  expect(await run(true)).toBe(true);
});

test("the names that the build shortens are neither the browser's nor the wire's", async ({ page }) => {
  const known = await page.evaluate((names) => {
    const holders = Object.getOwnPropertyNames(window)
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => (window as any)[name]?.prototype)
      .filter((prototype) => prototype && typeof prototype === "object");
    const kinds = holders.filter((prototype) =>
      /Node|Element|Event|Document|Window|Socket|Map|Set|Array|Storage|Location|Range|Selection|Mutation/.test(prototype.constructor.name),
    );
    return names.filter((name: string) => name in window || kinds.some((prototype) => Object.hasOwn(prototype, name)));
  }, kInternal);
  expect(known).toEqual([]);
  const wireWords = Object.values(wire).map(String);
  expect(kInternal.filter((name) => wireWords.includes(name))).toEqual([]);
});
