/** One training step of a 6-layer ViT, ours against PyTorch eager on the CPU. */
import type { BenchCase, BenchContext } from "../contract.ts";
import { classTensor, normalTensor } from "../random-batch.ts";
import { runTrainCase } from "../train-case.ts";
import { buildTrainStep, CLASSES, PICTURE } from "./model.ts";

const BATCH = 32;

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const batch = {
    pixels: normalTensor("pixels", [BATCH, 3, PICTURE, PICTURE]),
    target: classTensor("target", BATCH, CLASSES),
  };
  const step = buildTrainStep(BATCH);
  return [await runTrainCase({ name: "vit-6x192", step, batch, rows: BATCH, steps: 3, rate: 1e-3 }, context)];
}
