/** One training-step case: our compiled step against its twins, in turns. */
import type { TrainStep } from "@fuseline/autograd";
import { alternate } from "./alternate.ts";
import type { ChildPeer } from "./child-peer.ts";
import type { BenchCase, BenchContext, MissingPeer } from "./contract.ts";
import { startStepSession } from "./step-session.ts";
import { startTorchPeer } from "./torch-peer.ts";
import type { Workload } from "./workloads/workload.ts";

type Start = (workload: Workload, context: BenchContext) => Promise<ChildPeer | MissingPeer>;

/**
 * @param others peers beside PyTorch, by name
 * @throws Error when the models have different numbers of parameters
 */
export async function runTrainCase(
  workload: Workload,
  context: BenchContext,
  others: { readonly [name: string]: Start } = {},
): Promise<BenchCase> {
  const { name, rows, rate, steps } = workload;
  const step = await workload.build();
  const ours = await startStepSession({ step, threads: context.threads, rate, batch: workload.batch() });
  const peers: { [name: string]: ChildPeer | MissingPeer } = {};
  try {
    for (const [peer, start] of Object.entries({ torch: startTorchPeer, ...others })) {
      peers[peer] = await start(workload, context);
    }
    for (const peer of Object.values(peers)) if ("parameters" in peer) expectSameSize(step, peer);
    return await alternate({ name, batch: rows, steps, ours, peers }, context);
  } finally {
    const children = Object.values(peers).flatMap((peer) => ("close" in peer ? [peer.close()] : []));
    await Promise.all([ours.close(), ...children]);
  }
}

function expectSameSize(step: TrainStep, { version, parameters }: ChildPeer): void {
  const trained = step.parameters.filter(({ trainable }) => trainable);
  const sizes = trained.map(({ dims }) => dims.reduce((size, dim) => size * dim, 1));
  const ours = sizes.reduce((sum, size) => sum + size, 0);
  if (ours !== parameters) {
    throw new Error(`The models differ: ${ours} parameters here, ${parameters} in ${version}.`);
  }
}
