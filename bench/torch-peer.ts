/** PyTorch, if there is one, with the twin of a workload. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type ChildPeer, startChildPeer } from "./child-peer.ts";
import type { BenchContext, MissingPeer } from "./contract.ts";
import type { Workload } from "./workloads/workload.ts";

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

const SEED = 1;

export async function startTorchPeer(
  { name, rows, rate }: Workload,
  { threads, folder }: BenchContext,
): Promise<ChildPeer | MissingPeer> {
  const python = findPython();
  if (typeof python !== "string") return python;
  const settings = { workload: name, rows, rate, threads, seed: SEED };
  const script = join(folder, "..", "torch", "peer.py");
  return startChildPeer({ command: [python, script], library: "torch", settings });
}
