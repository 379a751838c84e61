/** Who may import whom: the table of docs/architecture.md as rules from a path to what it may never import. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./root.mjs";

const NODE_CORE =
  /^(node:|(assert|buffer|child_process|crypto|events|fs|http|https|net|os|path|stream|url|util|worker_threads)(\/|$))/;

/** Every workspace package and app but these. */
const allBut = (...allowed) => {
  const names = new Set(allowed);
  return (path) => {
    const match = /^(?:packages|apps)\/([^/]+)\//.exec(path);
    return match !== null && !names.has(match[1]);
  };
};
const matches = (pattern) => (path) => pattern.test(path);
const nodeCore = matches(NODE_CORE);
const onnxruntime = matches(/^onnxruntime-(node|common|web)/);
const nodesRuntime = matches(/^packages\/nodes\/src\/runtime\.ts$/);

/** An implementation whose definition says `stage: "graph"` builds training graphs in a browser too. */
const isGraphStage = (from) => {
  const definition = join(root, dirname(from), "definition.ts");
  return (
    /\/implementation\.ts$/.test(from) &&
    existsSync(definition) &&
    /stage: "graph"/.test(readFileSync(definition, "utf8"))
  );
};

/** `from`: a pattern or a test of the importing path. */
export const RULES = [
  { from: /^packages\/(schema|metrics)\//, never: [nodeCore], why: "it runs anywhere" },
  { from: /^packages\/schema\//, never: [allBut("schema")], why: "schema stands below everything" },
  { from: /^packages\/metrics\//, never: [allBut("metrics")], why: "metrics stand alone" },
  {
    from: /^packages\/autograd\//,
    never: [allBut("autograd"), nodeCore, onnxruntime],
    why: "autograd stands alone and runs in a browser",
  },
  {
    from: /^packages\/layers\//,
    never: [allBut("layers", "autograd"), nodeCore, onnxruntime],
    why: "layers stand on autograd alone and run in a browser",
  },
  {
    from: /^packages\/training\//,
    never: [allBut("training", "autograd"), nodeCore, matches(/^onnxruntime-node/)],
    why: "a training step runs in Node and in a browser alike",
  },
  { from: /^packages\/data\//, never: [allBut("data", "schema")], why: "data knows nothing of models" },
  { from: /^packages\/db\//, never: [allBut("db", "schema")], why: "db knows nothing of what it keeps" },
  { from: /^packages\/queue\//, never: [allBut("queue", "db", "schema")], why: "the queue only brings runs" },
  {
    from: /^packages\/runtime\//,
    never: [allBut("runtime", "schema", "autograd", "layers", "training", "data", "metrics")],
    why: "runtime stands below the nodes",
  },
  {
    from: /^packages\/nodes\/.*\/definition\.ts$/,
    never: [allBut("nodes", "schema"), nodeCore, nodesRuntime],
    why: "the editor imports definitions",
  },
  {
    from: /^packages\/nodes\//,
    never: [allBut("nodes", "schema", "autograd", "layers", "metrics", "data", "runtime")],
    why: "nodes know nothing of the apps",
  },
  {
    from: isGraphStage,
    never: [allBut("nodes", "schema", "autograd", "layers"), nodeCore],
    why: "graph-stage implementations run in a browser",
  },
  {
    from: /^apps\/editor\/src\//,
    never: [
      allBut("editor", "schema", "metrics", "nodes"),
      nodeCore,
      nodesRuntime,
      matches(/^onnxruntime-node/),
    ],
    why: "the editor runs in a browser",
  },
  {
    from: /^apps\/(server|cli)\//,
    never: [matches(/^packages\/(autograd|layers)\//), nodesRuntime],
    why: "only the runner executes nodes",
  },
  { from: /^apps\/server\//, never: [matches(/^apps\/(?!server)/)], why: "the server is started by others" },
  { from: /^apps\/runner\//, never: [matches(/^apps\/(?!runner)/)], why: "the runner is started by others" },
  {
    from: /^(packages\/(?!runtime\/)|apps\/)/,
    never: [matches(/^onnxruntime-node/)],
    why: "only runtime opens sessions",
  },
  { from: /^(packages\/(?!db\/)|apps\/)/, never: [matches(/^@prisma\//)], why: "only db speaks to Prisma" },
  {
    from: /^(packages\/|apps\/(?!editor\/))/,
    never: [matches(/^(react|react-dom|@xyflow\/react)(\/|$)/)],
    why: "only the editor knows React",
  },
];

/** What a browser loads: nothing that these reach may need Node. */
export const BROWSER = [
  "packages/schema/src/index.ts",
  "packages/metrics/src/index.ts",
  "packages/autograd/src/index.ts",
  "packages/layers/src/index.ts",
  "packages/training/src/index.ts",
  "packages/training/src/web/index.ts",
  "packages/nodes/src/index.ts",
  "apps/editor/src/main.tsx",
];
export const needsNode = (path) => nodeCore(path) || /^(onnxruntime-node|sharp|pg|undici)(\/|$)/.test(path);

/** Tests and their helpers may use anything. */
export const EXEMPT = /(\.test\.tsx?$|\/testing\/|\/test\/)/;
