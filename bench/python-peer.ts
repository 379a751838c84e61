/** A Python peer as a child process that speaks JSON lines: one request in, one answer out. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Contestant, MissingPeer, Ran } from "./contract.ts";

interface Prepared {
  readonly version: string;
  readonly parameters: number;
}

/** The interpreter named by FUSELINE_BENCH_PYTHON, else `python3`, if it has torch; otherwise why it cannot be used. */
export function findPython(): string | MissingPeer {
  const python = process.env.FUSELINE_BENCH_PYTHON ?? "python3";
  const probe = spawnSync(python, ["-c", "import torch"], { encoding: "utf8" });
  if (probe.error) return { missing: `${python} did not start: ${probe.error.message}` };
  if (probe.status === 0) return python;
  const lines = probe.stderr.trim().split("\n");
  return {
    missing: `${python} has no torch (${lines.at(-1) ?? "no message"}); name one that has in FUSELINE_BENCH_PYTHON`,
  };
}

export interface PythonPeerOptions {
  readonly python: string;
  readonly script: string;
  /** Goes to the script with `"do": "prepare"`. */
  readonly settings: { readonly [name: string]: number };
}

/** Starts the script and prepares its model. `parameters` is how many numbers it trains. */
export async function startPythonPeer(
  options: PythonPeerOptions,
): Promise<Contestant & { parameters: number }> {
  const threads = String(options.settings.threads ?? 1);
  const child = spawn(options.python, [options.script], {
    env: { ...process.env, OMP_NUM_THREADS: threads, MKL_NUM_THREADS: threads },
  });
  const ask = conversation(child);
  const prepared = await ask<Prepared>({ do: "prepare", ...options.settings });
  return {
    version: `torch ${prepared.version}`,
    parameters: prepared.parameters,
    run: (steps) => ask<Ran>({ do: "run", steps }),
    close: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

function conversation(child: ChildProcessWithoutNullStreams): <T>(request: object) => Promise<T> {
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  return async <T>(request: object) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`The Python peer ended without an answer:\n${errors}`);
    return JSON.parse(value) as T;
  };
}
