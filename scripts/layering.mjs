/**
 * Fails on an import that the table of docs/architecture.md forbids, and on circular imports. esbuild resolves the
 * imports, so type-only ones, which leave nothing behind, may cross where a contract is shared.
 */
import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { root } from "./root.mjs";

const NODE_CORE =
  /^(node:|fs$|path$|os$|crypto$|stream$|http$|https$|net$|url$|child_process$|worker_threads$)/;
const workspace = (...allowed) => {
  const names = new Set(allowed);
  return (path) => {
    const match = /^(?:packages|apps)\/([^/]+)\//.exec(path);
    return match !== null && !names.has(match[1]);
  };
};
const matches = (pattern) => (path) => pattern.test(path);

/** From a path, what may not be imported, and why. */
const RULES = [
  {
    from: /^packages\/schema\//,
    never: [workspace("schema"), matches(NODE_CORE)],
    why: "schema runs anywhere",
  },
  {
    from: /^packages\/metrics\//,
    never: [workspace("metrics"), matches(NODE_CORE)],
    why: "metrics run anywhere",
  },
  {
    from: /^packages\/autograd\//,
    never: [workspace("autograd"), matches(NODE_CORE), matches(/^onnxruntime/)],
    why: "autograd runs in a browser",
  },
  {
    from: /^packages\/layers\//,
    never: [workspace("layers", "autograd"), matches(NODE_CORE), matches(/^onnxruntime/)],
    why: "layers run in a browser",
  },
  {
    from: /^packages\/data\//,
    never: [workspace("data", "schema"), matches(/^onnxruntime/)],
    why: "data knows nothing of models",
  },
  {
    from: /^packages\/runtime\//,
    never: [workspace("runtime", "schema", "autograd", "data", "metrics")],
    why: "runtime stands below the nodes",
  },
  {
    from: /^packages\/nodes\/.*\/definition\.ts$/,
    never: [workspace("nodes", "schema"), matches(NODE_CORE)],
    why: "the editor imports definitions",
  },
  {
    from: /^(packages\/(?!runtime)|apps\/)/,
    never: [matches(/^onnxruntime-node/)],
    why: "only runtime opens sessions",
  },
  { from: /^(packages\/(?!db)|apps\/)/, never: [matches(/^@prisma\//)], why: "only db speaks to Prisma" },
];
const EXEMPT = /(\.test\.ts$|\/testing\/|\/test\/)/;

const files = execFileSync(
  "git",
  ["ls-files", "-co", "--exclude-standard", "packages/*.ts", "apps/*.ts", "apps/*.tsx"],
  { cwd: root, encoding: "utf8" },
)
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
  external: ["*.css", "*.woff2"],
  plugins: [
    {
      name: "packages-stay-outside",
      setup: ({ onResolve }) =>
        onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
          kind === "entry-point" || path.startsWith("@fuseline/") ? undefined : { path, external: true },
        ),
    },
  ],
});

const problems = [];
for (const [from, { imports }] of Object.entries(metafile.inputs)) {
  if (EXEMPT.test(from)) continue;
  for (const { path } of imports) {
    for (const rule of RULES) {
      if (rule.from.test(from) && rule.never.some((test) => test(path)))
        problems.push(`${from} imports ${path}: ${rule.why}`);
    }
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

for (const problem of problems) console.error(problem);
console.log(`${Object.keys(metafile.inputs).length} modules, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
