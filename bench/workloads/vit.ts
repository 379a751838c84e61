/** A small ViT learnt from scratch: 65 tokens (class token and 64 patches of 16×16), width 192, six blocks. */
import { GraphBuilder, type Value } from "@fuseline/autograd";
import { linear, TRANSFORMER_INIT, transformer } from "@fuseline/layers";
import { classTensor, normalTensor } from "../random-batch.ts";
import { classifierStep, type Workload } from "./workload.ts";

const ROWS = 32;
const PICTURE = 128;
const CLASSES = 10;
const PATCH = 16;
const GRID = PICTURE / PATCH;
const WIDTH = 192;

/** 2,831,818 parameters. */
export const vit: Workload = {
  name: "vit-6x192",
  rows: ROWS,
  steps: 3,
  rate: 1e-3,
  build: () => {
    const g = new GraphBuilder({ training: true });
    const pixels = g.input("pixels", "float32", [ROWS, 3, PICTURE, PICTURE]);
    const tokens = transformer(g, embedPatches(g, pixels), { heads: 3, layers: 6, mlpRatio: 4 });
    return classifierStep(g, g.reduceMean(tokens, [1]), CLASSES);
  },
  batch: () => ({
    pixels: normalTensor("pixels", [ROWS, 3, PICTURE, PICTURE]),
    target: classTensor("target", [ROWS], CLASSES),
  }),
};

function embedPatches(g: GraphBuilder, pixels: Value): Value {
  const cut = g.transpose(g.reshape(pixels, [ROWS, 3, GRID, PATCH, GRID, PATCH]), [0, 2, 4, 1, 3, 5]);
  const flat = g.reshape(cut, [ROWS, GRID * GRID, 3 * PATCH * PATCH]);
  const patches = linear(g, flat, WIDTH, { scope: "patches", init: TRANSFORMER_INIT });
  const token = g.param("token", [1, 1, WIDTH], { kind: "zeros" });
  const positions = g.param("positions", [1, GRID * GRID + 1, WIDTH], { kind: "truncatedNormal", std: 0.02 });
  return g.add(g.concat([g.expand(token, [ROWS, 1, WIDTH]), patches], 1), positions);
}
