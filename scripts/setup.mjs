/** `npm run setup`: everything between a fresh clone and a working product. Steps already done are skipped. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildEditor, buildPrograms, hasEditor, programs } from "./build.mjs";
import { root } from "./root.mjs";
import { mustRun } from "./run.mjs";
import { once } from "./stamp.mjs";

const PNPM = "pnpm@12.21.0";
const NODE = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
  console.error(
    `Fuseline needs Node ${NODE.join(".")} or newer; this is ${process.version}. Get it at https://nodejs.org.`,
  );
  process.exit(2);
}

const inGroup = (group, file) => readdirSync(join(root, group)).map((name) => `${group}/${name}/${file}`);
const existing = (paths) => paths.filter((path) => existsSync(join(root, path)));
const manifests = () => [
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "bench/package.json",
  "e2e/package.json",
  // A folder that stayed behind, of a package that is no more, has none.
  ...existing([...inGroup("apps", "package.json"), ...inGroup("packages", "package.json")]),
];
const sources = () => existing([...inGroup("packages", "src"), ...inGroup("apps", "src")]);
const tools = ["scripts/build.mjs", "scripts/packages-stay-outside.mjs", "pnpm-lock.yaml"];

export async function setup() {
  checkNode();
  await once({ name: "install", inputs: manifests(), outputs: ["node_modules/.modules.yaml"] }, async () => {
    say("Installing packages …");
    await mustRun("npx", ["-y", PNPM, "install", "--frozen-lockfile"], {
      cwd: root,
      env: withHome({ ...process.env, CI: "true" }),
      shell: process.platform === "win32",
    });
  });

  const schema = ["prisma/schema.prisma", "prisma.config.ts", "pnpm-lock.yaml"];
  await once({ name: "prisma", inputs: schema, outputs: ["packages/db/src/generated/client.ts"] }, () =>
    mustRun(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      cwd: root,
      // Generating needs no engine; without this Prisma tries to download one.
      env: withHome({
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      }),
    }),
  );

  const built = programs().map(({ app }) => `apps/${app}/dist/main.js`);
  await once({ name: "programs", inputs: [...sources(), ...tools], outputs: built }, async () => {
    say("Building …");
    await buildPrograms();
  });

  if (!hasEditor()) return;
  const editor = [
    ...existing(["apps/editor/src", "apps/editor/public", "apps/editor/index.html"]),
    "apps/editor/vite.config.ts",
    ...["schema", "metrics", "nodes"].map((name) => `packages/${name}/src`),
    ...tools,
  ];
  await once({ name: "editor", inputs: editor, outputs: ["apps/editor/dist/index.html"] }, async () => {
    say("Building the editor …");
    await buildEditor();
  });
}

/** To standard error: standard output is for results. */
const say = (words) => console.error(words);

/** npm and pnpm keep their caches at home; where there is none, next to the stamps. */
function withHome(environment) {
  if (process.platform === "win32" || environment.HOME) return environment;
  const home = join(root, ".stamp", "home");
  mkdirSync(home, { recursive: true });
  return { ...environment, HOME: home };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await setup();
