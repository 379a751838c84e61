/** One training step of a fusion head on cached embeddings, beside PyTorch and TensorFlow.js on its wasm backend. */
import { startChildPeer } from "../child-peer.ts";
import type { BenchCase, BenchContext } from "../contract.ts";
import { profileSteps } from "../profile.ts";
import { runTrainCase } from "../train-case.ts";
import { head } from "../workloads/head.ts";
import type { Workload } from "../workloads/workload.ts";

const workloads = [head];

/** Its steps take a hundred times as long, so that it does fewer in a block. */
const TFJS_SHARE = 1 / 30;

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const tfjs = async ({ rows, rate }: Workload) => {
    const command = [process.execPath, context.program("tfjs.child")] as const;
    const peer = await startChildPeer({
      command: [...command],
      library: "tfjs wasm",
      settings: { rows, rate, threads: context.threads },
    });
    const run = async (steps: number) => {
      const ran = await peer.run(Math.ceil(steps * TFJS_SHARE));
      return { ...ran, seconds: ran.seconds / TFJS_SHARE, peerSeconds: (ran.peerSeconds ?? 0) / TFJS_SHARE };
    };
    return { ...peer, run };
  };
  return [await runTrainCase(head, context, { tfjs })];
}

export function profile(context: BenchContext): Promise<string[]> {
  return profileSteps(workloads, context);
}
