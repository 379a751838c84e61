/** The benchmark's ViT: 65 tokens (class token and 64 patches of 16×16), width 192, six blocks, ten classes. */
import { compileTrainStep, GraphBuilder, type TrainStep, type Value } from "@fuseline/autograd";
import { crossEntropy, linear, TRANSFORMER_INIT, transformer } from "@fuseline/layers";

export const PICTURE = 128;
export const CLASSES = 10;
const PATCH = 16;
const GRID = PICTURE / PATCH;
const WIDTH = 192;

/** Inputs `pixels` [batch, 3, 128, 128] and `target` int64 [batch]; Adam, no clipping. 2,831,818 parameters. */
export function buildTrainStep(batch: number): TrainStep {
  const g = new GraphBuilder({ training: true });
  const pixels = g.input("pixels", "float32", [batch, 3, PICTURE, PICTURE]);
  const target = g.input("target", "int64", [batch]);
  const blocks = transformer(g, embedPatches(g, pixels), { heads: 3, layers: 6, mlpRatio: 4 });
  const logits = linear(g, g.reduceMean(blocks, [1]), CLASSES, { scope: "head" });
  const rowWeight = g.constant(new Float32Array(batch).fill(1), [batch]);
  const { value: loss } = crossEntropy(g, { logits, target }, { smoothing: 0, rowWeight });
  return compileTrainStep({ builder: g, loss, optimiser: { kind: "adam", weightDecay: 0 }, clip: 0 });
}

function embedPatches(g: GraphBuilder, pixels: Value): Value {
  const batch = pixels.size(0);
  const cut = g.transpose(g.reshape(pixels, [batch, 3, GRID, PATCH, GRID, PATCH]), [0, 2, 4, 1, 3, 5]);
  const flat = g.reshape(cut, [batch, GRID * GRID, 3 * PATCH * PATCH]);
  const patches = linear(g, flat, WIDTH, { scope: "patches", init: TRANSFORMER_INIT });
  const token = g.param("token", [1, 1, WIDTH], { kind: "zeros" });
  const positions = g.param("positions", [1, GRID * GRID + 1, WIDTH], { kind: "truncatedNormal", std: 0.02 });
  return g.add(g.concat([g.expand(token, [batch, 1, WIDTH]), patches], 1), positions);
}
