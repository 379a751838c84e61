/** Builds the apps: the programs with esbuild, the editor with Vite. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packagesStayOutside } from "./packages-stay-outside.mjs";
import { root } from "./root.mjs";
import { mustRun } from "./run.mjs";

/** Programs start at `main.ts`; the processes that they start are named `*-process.ts`. */
const ENTRY = /^(main|.+-process)\.ts$/;

/** Apps that are programs, with their entries: `cli` → `main.ts`, … */
export function programs() {
  return readdirSync(join(root, "apps"))
    .map((app) => ({ app, entries: entriesOf(app) }))
    .filter(({ entries }) => entries.includes("main.ts"));
}

function entriesOf(app) {
  const folder = join(root, "apps", app, "src");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => ENTRY.test(name));
}

export async function buildPrograms() {
  // Loaded here: a start that builds nothing must not wait for it.
  const { build, stop } = await import("esbuild");
  for (const { app, entries } of programs()) {
    const folder = join(root, "apps", app);
    rmSync(join(folder, "dist"), { recursive: true, force: true });
    await build({
      absWorkingDir: root,
      entryPoints: entries.map((entry) => join(folder, "src", entry)),
      outdir: join(folder, "dist"),
      bundle: true,
      // Commands are loaded when they are asked for.
      splitting: true,
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: true,
      logLevel: "warning",
      plugins: [packagesStayOutside],
    });
  }
  await stop();
}

export const hasEditor = () => existsSync(join(root, "apps/editor/vite.config.ts"));

export async function buildEditor() {
  await mustRun(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: join(root, "apps/editor"),
    },
  );
}
