// Minified bundles of what npm has as modules: node bundle.mjs DIRECTORY
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const directory = process.argv[2];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const bundle = (out, entry, more = {}) =>
  build({
    outfile: `${directory}/${out}`,
    entryPoints: [entry],
    absWorkingDir: here("."),
    bundle: true,
    minify: true,
    target: "es2022",
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
    ...more,
  });
const app = (view) =>
  bundle(`app.${view}.js`, here("app.jsx"), { format: "iife", jsx: "automatic", jsxImportSource: view, alias: { view: here(`view.${view}.js`) } });

await Promise.all([
  bundle("turbo.js", "@hotwired/turbo"),
  bundle("datastar.js", here("node_modules/@starfederation/datastar/dist/bundles/datastar.js")),
  app("react"),
  app("preact"),
]);
