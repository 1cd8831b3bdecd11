// A page that stays open for days: what changes it, and what is sent from it, leaves nothing behind.
import { expect, test, type CDPSession, type Page } from "@playwright/test";
import { load } from "./harness";

const kUpdates = 4000;
const kBytes = 30; // of heap an update, at most: any object that an update could leave is bigger

async function run(page: Page, begin: number, end: number): Promise<void> {
  const shown = await page.evaluate(([begin, end]) => (window as any).memory.run(begin, end), [begin, end]);
  expect(shown).toEqual([`${end - 1}`, `${end + 4}`]);
}

/** After a garbage collection. */
async function memory(devTools: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  for (let i = 0; i < 2; i++) await devTools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devTools.send("Performance.getMetrics");
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

test("thousands of updates and events leave the page's memory as it was", async ({ page }) => {
  await load(page, "memory");
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable");
  await page.evaluate("memory.open()");
  await run(page, 0, kUpdates); // compiled by then
  const before = await memory(devTools);
  await run(page, kUpdates, 2 * kUpdates);
  const between = await memory(devTools);
  await run(page, 2 * kUpdates, 3 * kUpdates);
  const after = await memory(devTools);
  if (process.env.SPEED) console.log(before, between, after);
  expect(after.nodes - before.nodes).toBeLessThan(100);
  expect(after.listeners - before.listeners).toBeLessThan(10);
  // What the browser compiles or keeps once is in one of the two spans; a leak is in both.
  expect(Math.min(between.heap - before.heap, after.heap - between.heap) / kUpdates).toBeLessThan(kBytes);
});
