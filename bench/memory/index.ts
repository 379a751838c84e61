/** Most memory a process holds while it trains: every step in fresh processes, ours and PyTorch's in turns. */
import { median } from "../alternate.ts";
import { type ChildPeer, startChildPeer } from "../child-peer.ts";
import type { BenchCase, BenchContext, MissingPeer } from "../contract.ts";
import { startTorchPeer } from "../torch-peer.ts";
import type { Workload } from "../workloads/workload.ts";
import { WORKLOADS } from "./workloads.ts";

/** The first steps allocate everything; later ones use it again. */
const STEPS = 3;
const MEBIBYTE = 2 ** 20;

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const workload of WORKLOADS) cases.push(await measure(workload, context));
  return cases;
}

async function measure(workload: Workload, context: BenchContext): Promise<BenchCase> {
  const { threads, program, log } = context;
  const ours: number[] = [];
  const theirs: number[] = [];
  let torch: MissingPeer | { version: string } = { missing: "PyTorch was not started" };
  for (let round = 0; round < context.blocks; round++) {
    const command = [process.execPath, program("ours.child")] as const;
    const settings = { workload: workload.name, threads };
    ours.push(
      await peakOf(await startChildPeer({ command: [...command], library: "onnxruntime", settings })),
    );
    const peer = await startTorchPeer(workload, context);
    torch = peer;
    if ("peak" in peer) theirs.push(await peakOf(peer));
    log(
      `${workload.name} round ${round + 1}: ${ours.at(-1)?.toFixed(0)} MiB, torch ${theirs.at(-1)?.toFixed(0)}`,
    );
  }
  const [own, other] = [median(ours), median(theirs)];
  const figure = "missing" in torch ? torch : { version: torch.version, median: other, ratio: own / other };
  return { name: workload.name, unit: "MiB", median: own, peers: { torch: figure } };
}

/** MiB */
async function peakOf(peer: ChildPeer): Promise<number> {
  try {
    await peer.run(STEPS);
    return (await peer.peak()) / MEBIBYTE;
  } finally {
    await peer.close();
  }
}
