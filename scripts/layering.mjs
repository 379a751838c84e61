/**
 * Fails on an import that the rules forbid, on one that reaches past a package's `exports`, and on circular imports.
 * esbuild resolves the imports, so type-only ones, which leave nothing behind, may cross where a contract is shared.
 */
import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { BROWSER, EXEMPT, needsNode, RULES } from "./layering-rules.mjs";
import { packagesStayOutside } from "./packages-stay-outside.mjs";
import { root } from "./root.mjs";

const listed = ["ls-files", "-co", "--exclude-standard", "packages/*.ts", "apps/*.ts", "apps/*.tsx"];
const files = execFileSync("git", listed, { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\/src\//.test(file));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: files,
  bundle: true,
  write: false,
  metafile: true,
  outdir: "unused",
  platform: "node",
  format: "esm",
  jsx: "automatic",
  logLevel: "error",
  external: ["*.css", "*.svg", "*.woff2"],
  plugins: [packagesStayOutside],
});

const home = (path) => /^((?:packages|apps)\/[^/]+)\//.exec(path)?.[1];
const problems = [];
for (const [from, { imports }] of Object.entries(metafile.inputs)) {
  if (EXEMPT.test(from)) continue;
  for (const { path, original } of imports) {
    for (const rule of RULES) {
      const applies = typeof rule.from === "function" ? rule.from(from) : rule.from.test(from);
      if (applies && rule.never.some((test) => test(path)))
        problems.push(`${from} imports ${path}: ${rule.why}`);
    }
    if (home(path) !== undefined && home(path) !== home(from) && original?.startsWith("."))
      problems.push(`${from} imports ${original}: other packages are imported by their name`);
  }
}

const state = new Map();
function visit(file, trail) {
  if (state.get(file) === "done") return;
  if (state.get(file) === "open") {
    problems.push(`circular: ${[...trail.slice(trail.indexOf(file)), file].join(" → ")}`);
    return;
  }
  state.set(file, "open");
  for (const { path } of metafile.inputs[file]?.imports ?? [])
    if (metafile.inputs[path]) visit(path, [...trail, file]);
  state.set(file, "done");
}
for (const file of Object.keys(metafile.inputs)) visit(file, []);

for (const start of BROWSER) {
  const seen = new Set();
  const walk = (file, trail) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path } of metafile.inputs[file]?.imports ?? []) {
      if (needsNode(path)) problems.push(`${[...trail, file].join(" → ")} needs ${path}: a browser loads it`);
      walk(path, [...trail, file]);
    }
  };
  walk(start, []);
}

for (const problem of problems) console.error(problem);
console.log(`${Object.keys(metafile.inputs).length} modules, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
