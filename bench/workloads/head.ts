/** A fusion head on cached embeddings: 1024 → 256 → 43 classes, batch 256. */
import { GraphBuilder } from "@fuseline/autograd";
import { linear } from "@fuseline/layers";
import { classTensor, normalTensor } from "../random-batch.ts";
import { classifierStep, type Workload } from "./workload.ts";

const ROWS = 256;
const SIZE = 1024;
const HIDDEN = 256;
const CLASSES = 43;

export const head: Workload = {
  name: `head-${SIZE}-${HIDDEN}-${CLASSES}`,
  rows: ROWS,
  steps: 150,
  rate: 1e-3,
  build: () => {
    const g = new GraphBuilder({ training: true });
    const features = g.input("features", "float32", [ROWS, SIZE]);
    return classifierStep(g, g.gelu(linear(g, features, HIDDEN, { scope: "hidden" })), CLASSES);
  },
  batch: () => ({
    features: normalTensor("features", [ROWS, SIZE]),
    target: classTensor("target", [ROWS], CLASSES),
  }),
};
