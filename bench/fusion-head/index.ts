/** One training step of a fusion head on cached embeddings: 1024 → 256 → 43 classes, batch 256, Adam. */
import { compileTrainStep, GraphBuilder, type TrainStep } from "@fuseline/autograd";
import { crossEntropy, linear } from "@fuseline/layers";
import type { BenchCase, BenchContext } from "../contract.ts";
import { classTensor, normalTensor } from "../random-batch.ts";
import { runTrainCase } from "../train-case.ts";

const BATCH = 256;
const SIZE = 1024;
const HIDDEN = 256;
const CLASSES = 43;

export function buildTrainStep(): TrainStep {
  const g = new GraphBuilder({ training: true });
  const features = g.input("features", "float32", [BATCH, SIZE]);
  const target = g.input("target", "int64", [BATCH]);
  const hidden = g.gelu(linear(g, features, HIDDEN, { scope: "hidden" }));
  const logits = linear(g, hidden, CLASSES, { scope: "head" });
  const rowWeight = g.constant(new Float32Array(BATCH).fill(1), [BATCH]);
  const { value: loss } = crossEntropy(g, { logits, target }, { smoothing: 0, rowWeight });
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adam", weightDecay: 0 }, clip: 0 });
}

export async function run(context: BenchContext): Promise<BenchCase[]> {
  const batch = {
    features: normalTensor("features", [BATCH, SIZE]),
    target: classTensor("target", BATCH, CLASSES),
  };
  const name = `head-${SIZE}-${HIDDEN}-${CLASSES}`;
  return [
    await runTrainCase({ name, step: buildTrainStep(), batch, rows: BATCH, steps: 150, rate: 1e-3 }, context),
  ];
}
