/** Residual network in its CIFAR form (He 2016): a 3×3 stem, three stages, each half as large and twice as wide. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { batchNorm } from "./batch-norm.ts";
import { channelsOf, convolveMap, type FeatureMap, fromPixels, laidOut, toPixels } from "./feature-map.ts";
import { type BlockPlace, stochasticDepth } from "./stochastic-depth.ts";

const STAGES = 3;

export interface ResnetOptions {
  /** Channels of the last stage; the first has a quarter. Must divide by 4. */
  readonly width: number;
  /** Blocks per stage. */
  readonly blocks: number;
  /** Share of rows for which the last block adds nothing while learning; less in earlier ones. */
  readonly stochasticDepth?: number;
  /** [B], training graphs: rows of weight 0 pad the batch and stay out of batch statistics. */
  readonly rowWeight?: Value | undefined;
}

/** pixels [B, 3, S, S] → map [B, width, S/4, S/4]. Shortcuts that change shape are 1×1 convolutions. */
export function resnet(g: GraphBuilder, pixels: Value, options: ResnetOptions): Value {
  const { width, blocks, stochasticDepth: share = 0, rowWeight } = options;
  const narrow = width / 4;
  const stem = convolution(g, fromPixels(pixels), { width: narrow, size: 3, stride: 1, scope: "stem" });
  let x = batchNorm(g, stem, { scope: "stemNorm", rowWeight, relu: true });
  for (let stage = 0; stage < STAGES; stage++) {
    for (let index = 0; index < blocks; index++) {
      const depth = { share, block: stage * blocks + index, blocks: STAGES * blocks };
      const stride = stage > 0 && index === 0 ? 2 : 1;
      const block = { width: narrow * 2 ** stage, stride, depth, rowWeight };
      x = g.scope(`stage${stage}/block${index}`, () => residualBlock(g, x, block));
    }
  }
  return toPixels(g, x);
}

export interface ResidualBlock {
  readonly width: number;
  readonly stride: number;
  /** Absent: what the block adds is never dropped. */
  readonly depth?: BlockPlace;
  readonly rowWeight?: Value | undefined;
}

/** relu(x + norm(conv(relu(norm(conv x))))) */
export function residualBlock(g: GraphBuilder, x: FeatureMap, block: ResidualBlock): FeatureMap {
  const { width, stride, depth, rowWeight } = block;
  const convolve = (scope: string, of: FeatureMap, shape: { size: number; stride: number }): FeatureMap =>
    convolution(g, of, { width, ...shape, scope });
  const same = stride === 1 && channelsOf(x) === width;
  const shortcut = same
    ? x
    : batchNorm(g, convolve("shortcut", x, { size: 1, stride }), { scope: "shortcutNorm", rowWeight });
  const first = convolve("first", x, { size: 3, stride });
  const middle = batchNorm(g, first, { scope: "firstNorm", rowWeight, relu: true });
  const second = convolve("second", middle, { size: 3, stride: 1 });
  const norm = { scope: "secondNorm", rowWeight };
  if (depth === undefined || depth.share === 0) {
    return batchNorm(g, second, { ...norm, plus: shortcut, relu: true });
  }
  const { layout, value } = batchNorm(g, second, norm);
  const sum = g.add(laidOut(g, shortcut, layout).value, stochasticDepth(g, value, depth));
  return { layout, value: g.relu(sum) };
}

interface Convolution {
  readonly width: number;
  readonly size: number;
  readonly stride: number;
  readonly scope: string;
}

function convolution(
  g: GraphBuilder,
  x: FeatureMap,
  { width, size, stride, scope }: Convolution,
): FeatureMap {
  return g.scope(scope, () => {
    const weight = g.param("weight", [width, channelsOf(x), size, size], { kind: "he" });
    return convolveMap(g, x, { weight, stride, pad: Math.floor(size / 2) });
  });
}
