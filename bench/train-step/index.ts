/** One training step of a 6-layer ViT, ours against PyTorch eager on the CPU. */
import { join } from "node:path";
import { RandomStream } from "@fuseline/autograd";
import { Tensor } from "onnxruntime-node";
import { alternate } from "../alternate.ts";
import type { BenchCase, BenchContext } from "../contract.ts";
import { findPython, startPythonPeer } from "../python-peer.ts";
import { startStepSession } from "../step-session.ts";
import { buildTrainStep, CLASSES, PICTURE } from "./model.ts";

const BATCH = 32;
const STEPS = 5;
const SEED = 1;

function batchOf(): { pixels: Tensor; target: Tensor } {
  const random = new RandomStream(`${SEED}/batch`);
  const pixels = Float32Array.from({ length: BATCH * 3 * PICTURE * PICTURE }, () => random.normal());
  const target = BigInt64Array.from({ length: BATCH }, () => BigInt(random.integer(CLASSES)));
  return {
    pixels: new Tensor("float32", pixels, [BATCH, 3, PICTURE, PICTURE]),
    target: new Tensor("int64", target, [BATCH]),
  };
}

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const { threads, folder } = context;
  const step = buildTrainStep(BATCH);
  const ours = await startStepSession({ step, threads, rate: 1e-3, batch: batchOf() });
  const python = findPython();
  const settings = { threads, batch: BATCH, seed: SEED };
  const torch =
    typeof python === "string"
      ? await startPythonPeer({ python, script: join(folder, "peer.py"), settings })
      : python;
  const sizes = step.parameters.map(({ dims }) => dims.reduce((size, dim) => size * dim, 1));
  const parameters = sizes.reduce((sum, size) => sum + size, 0);
  if ("parameters" in torch && torch.parameters !== parameters) {
    throw new Error(`The models differ: ${parameters} parameters here, ${torch.parameters} in PyTorch.`);
  }
  try {
    return [
      await alternate({ name: "vit-6x192", batch: BATCH, steps: STEPS, ours, peers: { torch } }, context),
    ];
  } finally {
    await Promise.all([ours.close(), "close" in torch ? torch.close() : undefined]);
  }
}
