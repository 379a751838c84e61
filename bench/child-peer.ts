/** A contestant in a process of its own that speaks JSON lines: one request in, one answer out. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Contestant, Ran } from "./contract.ts";

export interface ChildPeer extends Contestant {
  /** How many numbers it trains. */
  readonly parameters: number;
  /** Most memory the process has held so far, bytes. */
  peak(): Promise<number>;
}

export interface ChildPeerOptions {
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  /** What its version is told after: "torch". */
  readonly library: string;
  /** Goes to the program with `"do": "prepare"`. */
  readonly settings: { readonly threads: number; readonly [name: string]: string | number };
}

interface Prepared {
  readonly version: string;
  readonly parameters: number;
}

export async function startChildPeer({ command, library, settings }: ChildPeerOptions): Promise<ChildPeer> {
  const [program, ...args] = command;
  const threads = String(settings.threads);
  const child = spawn(program, args, {
    env: { ...process.env, OMP_NUM_THREADS: threads, MKL_NUM_THREADS: threads },
  });
  const ask = conversation(child);
  const prepared = await ask<Prepared>({ do: "prepare", ...settings });
  return {
    version: `${library} ${prepared.version}`,
    parameters: prepared.parameters,
    run: (steps) => ask<Ran>({ do: "run", steps }),
    peak: async () => (await ask<{ bytes: number }>({ do: "peak" })).bytes,
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
    if (done) throw new Error(`${child.spawnargs.join(" ")} ended without an answer:\n${errors}`);
    return JSON.parse(value) as T;
  };
}
