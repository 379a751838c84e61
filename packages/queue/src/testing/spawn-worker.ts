/** Starts `worker-process.ts` as a process that can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Node cannot run TypeScript everywhere yet, so the process is bundled; packages stay outside. */
export async function bundleWorker(): Promise<string> {
  const folder = join(here, "../../node_modules/.cache");
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `worker-${process.pid}.mjs`);
  await build({
    entryPoints: [join(here, "worker-process.ts")],
    outfile,
    bundle: true,
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
  return outfile;
}

export interface WorkerEnvironment {
  readonly DATABASE_URL: string;
  readonly REDIS_URL?: string;
  readonly RUNNER_ID: string;
}

export function spawnWorker(file: string, environment: WorkerEnvironment): ChildProcess {
  return spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
