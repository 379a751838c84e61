/** The runner's programs as one would start them, built for a test file beside nothing that is in use. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const app = join(dirname(fileURLToPath(import.meta.url)), "../..");

export interface BuiltRunner {
  /** JavaScript of the runner; the process that executes lies beside it. */
  readonly main: string;
  remove(): Promise<void>;
}

export async function buildRunner(): Promise<BuiltRunner> {
  // Inside the app, so that packages are found as from its own build.
  const outdir = join(app, "node_modules", ".cache", `runner-${randomUUID()}`);
  await build({
    entryPoints: ["main", "execute-process"].map((name) => join(app, "src", `${name}.ts`)),
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    plugins: [
      {
        name: "packages-stay-outside",
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === "entry-point" || path.startsWith("@fuseline/") ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  return { main: join(outdir, "main.js"), remove: () => rm(outdir, { recursive: true, force: true }) };
}
