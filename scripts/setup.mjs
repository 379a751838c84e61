/** `npm run setup`: everything between a fresh clone and a working product. Steps already done are skipped. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";
import { mustRun } from "./run.mjs";
import { hashOf, once } from "./stamp.mjs";

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

function manifests() {
  const packages = ["apps", "packages"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/package.json`),
  );
  return [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "bench/package.json",
    "e2e/package.json",
    ...packages,
  ];
}

export async function setup() {
  checkNode();
  await once("install", hashOf(manifests()), () =>
    mustRun("npx", ["-y", PNPM, "install", "--frozen-lockfile"], {
      cwd: root,
      env: { ...process.env, CI: "true" },
    }),
  );
  await once("prisma", hashOf(["prisma/schema.prisma", "prisma.config.ts", "pnpm-lock.yaml"]), () =>
    mustRun("node", ["node_modules/prisma/build/index.js", "generate"], {
      cwd: root,
      // Generating needs no engine; without this Prisma tries to download one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await setup();
