// The programs of test/page/ as one script each, for pages that shall run them.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export async function bundle(program: "fuzz" | "memory" | "speed"): Promise<string> {
  const entry = fileURLToPath(new URL(`page/${program}.ts`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "iife", target: "es2022", write: false });
  return outputFiles[0].text;
}
