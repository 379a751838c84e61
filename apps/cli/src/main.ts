/** The `fuseline` program. */
import { fileURLToPath } from "node:url";
import type { Actions } from "./program.ts";
import { runCommandLine } from "./run-command-line.ts";
import { makeTerminal, systemLanguage } from "./terminal.ts";

/** Loaded when they are asked for, so that `--help` does not wait for engines it never uses. */
const actions: Actions = {
  create: async (...given) => (await import("./commands/new.ts")).createPipeline(...given),
  run: async (...given) => (await import("./commands/run.ts")).runPipeline(...given),
  publish: async (...given) => (await import("./commands/publish.ts")).publishRun(...given),
  export: async (...given) => (await import("./commands/export.ts")).exportRun(...given),
  serve: async (...given) => (await import("./commands/serve.ts")).serve(...given),
  doctor: async (...given) => (await import("./commands/doctor.ts")).doctor(...given),
};

const asked = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // The second time means: now.
    if (asked.signal.aborted) process.exit(130);
    asked.abort();
  });
}

const code = await runCommandLine(
  {
    environment: process.env,
    terminal: makeTerminal(systemLanguage(process.env), process),
    // This file is apps/cli/src/main.ts, or apps/cli/dist/main.js when built.
    apps: fileURLToPath(new URL("../../", import.meta.url)),
    signal: asked.signal,
  },
  actions,
  process.argv.slice(2),
);
process.exit(code);
