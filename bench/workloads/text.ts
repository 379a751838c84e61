/** A text transformer of MiniLM's shape learnt from scratch: six blocks of width 384, 128 tokens, 30,522 words. */
import { GraphBuilder } from "@fuseline/autograd";
import { pool, textTransformer } from "@fuseline/layers";
import { classTensor, prefixMask } from "../random-batch.ts";
import { classifierStep, type Workload } from "./workload.ts";

const ROWS = 32;
const LENGTH = 128;
const VOCABULARY = 30_522;
const CLASSES = 10;

export const text: Workload = {
  name: "text-6x384",
  rows: ROWS,
  steps: 1,
  rate: 1e-3,
  build: () => {
    const g = new GraphBuilder({ training: true });
    const ids = g.input("ids", "int64", [ROWS, LENGTH]);
    const mask = g.input("mask", "float32", [ROWS, LENGTH]);
    const shape = { vocabulary: VOCABULARY, width: 384, heads: 12, layers: 6, mlpRatio: 4 };
    const tokens = textTransformer(g, { ids, mask }, { ...shape, position: "learned" });
    return classifierStep(g, pool(g, tokens, { how: "mean", mask }), CLASSES);
  },
  batch: () => ({
    ids: classTensor("ids", [ROWS, LENGTH], VOCABULARY),
    mask: prefixMask("mask", [ROWS, LENGTH], 32),
    target: classTensor("target", [ROWS], CLASSES),
  }),
};
