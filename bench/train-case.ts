/** One training-step case: our compiled step against its PyTorch twin, in turns. */

import { join } from "node:path";
import type { TrainStep } from "@fuseline/autograd";
import type { Tensor } from "onnxruntime-node";
import { alternate } from "./alternate.ts";
import type { BenchCase, BenchContext } from "./contract.ts";
import { findPython, startPythonPeer } from "./python-peer.ts";
import { startStepSession } from "./step-session.ts";

export interface TrainCase {
  readonly name: string;
  readonly step: TrainStep;
  readonly batch: { readonly [input: string]: Tensor };
  /** Rows of the batch. */
  readonly rows: number;
  /** Steps in one timed block. */
  readonly steps: number;
  readonly rate: number;
}

const SEED = 1;

/** @throws Error when the two models have different numbers of parameters. */
export async function runTrainCase(given: TrainCase, context: BenchContext): Promise<BenchCase> {
  const { threads, folder } = context;
  const { name, step, batch, rows, steps, rate } = given;
  const ours = await startStepSession({ step, threads, rate, batch });
  const python = findPython();
  const settings = { threads, batch: rows, seed: SEED };
  const torch =
    typeof python === "string"
      ? await startPythonPeer({ python, script: join(folder, "peer.py"), settings })
      : python;
  try {
    if ("parameters" in torch) expectSameSize(step, torch.parameters);
    return await alternate({ name, batch: rows, steps, ours, peers: { torch } }, context);
  } finally {
    await Promise.all([ours.close(), "close" in torch ? torch.close() : undefined]);
  }
}

function expectSameSize(step: TrainStep, theirs: number): void {
  const sizes = step.parameters.map(({ dims }) => dims.reduce((size, dim) => size * dim, 1));
  const ours = sizes.reduce((sum, size) => sum + size, 0);
  if (ours !== theirs) throw new Error(`The models differ: ${ours} parameters here, ${theirs} in PyTorch.`);
}
