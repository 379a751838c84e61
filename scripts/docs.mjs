/**
 * Writes docs/nodes: a page for every node kind and their index, from the catalogue itself. With `--check` it writes
 * nothing and fails when a page is missing, out of step or left over.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { indexPage, nodePage } from "./node-page.mjs";
import { root } from "./root.mjs";

const folder = join(root, "docs/nodes");
const check = process.argv.includes("--check");

/** The catalogue is TypeScript, so it is bundled and imported from memory. */
async function catalogue() {
  const contents = `export { definitions } from "@fuseline/nodes";
    export { acceptWords, formatDims, parseParams, PORT_KIND_WORDS } from "@fuseline/schema";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, "packages/nodes"), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const { definitions, ...schema } = await catalogue();
const pages = new Map(
  definitions.map((definition) => [`${definition.kind}.md`, nodePage(definition, schema)]),
);
pages.set("README.md", indexPage(definitions));

mkdirSync(folder, { recursive: true });
const stale = [];
for (const [name, text] of pages) {
  const path = join(folder, name);
  const before = readdirSync(folder).includes(name) ? readFileSync(path, "utf8") : null;
  if (before === text) continue;
  if (!check) writeFileSync(path, text);
  stale.push(before === null ? `docs/nodes/${name} is missing` : `docs/nodes/${name} is out of step`);
}
for (const name of readdirSync(folder)) {
  if (pages.has(name)) continue;
  if (!check) rmSync(join(folder, name));
  stale.push(`docs/nodes/${name} belongs to no kind`);
}
if (check) {
  for (const line of stale) console.error(`${line}: run node scripts/docs.mjs`);
  process.exit(stale.length === 0 ? 0 : 1);
}
console.log(`${pages.size} pages, ${stale.length} changed`);
