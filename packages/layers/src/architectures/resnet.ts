/** ResNet v1 (He 2016) as transformers stores it: basic or bottleneck blocks, batch normalisation. */
import type { Value } from "@fuseline/autograd";
import { type ActivationFunction, activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { batchNorm, cellsOf, convolution } from "./parts.ts";

/** A bottleneck is this many times narrower than its block. */
const REDUCTION = 4;

export const resnet: Architecture<"image"> = {
  modelTypes: ["resnet"],
  prefixes: ["resnet."],
  describe(config) {
    const widths = config.counts("hidden_sizes", [256, 512, 1024, 2048]);
    const depths = config.counts("depths", [3, 4, 6, 3]);
    if (depths.length !== widths.length) config.refuse("depths");
    const layer = config.oneOf("layer_type", ["bottleneck", "basic"] as const);
    const stem = config.count("embedding_size", 64);
    const early = config.flag("downsample_in_bottleneck", false);
    const firstStride = config.flag("downsample_in_first_stage", false) ? 2 : 1;
    const activation = activationOf(config, "relu");
    return {
      modality: "image",
      width: widths.at(-1) ?? 0,
      blocks: depths.reduce((sum, depth) => sum + depth, 0),
      size: 224,
      compute(at, pixels) {
        const { g } = at;
        const first = normalised(at.at("embedder.embedder"), pixels, {
          width: stem,
          size: 7,
          stride: 2,
          activation,
        });
        let x = g.maxPool2d(first, { kernel: 3, stride: 2, pad: 1 });
        let block = 0;
        for (const [stage, width] of widths.entries()) {
          for (let index = 0; index < (depths[stage] ?? 0); index++) {
            const stride = index > 0 ? 1 : stage > 0 ? 2 : firstStride;
            const here = at.at(`encoder.stages.${stage}.layers.${index}`, block++);
            x = residualBlock(here, x, { width, stride, layer, early, activation });
          }
        }
        return { pooled: g.globalAveragePool(x), tokens: cellsOf(at, x), mask: null, prefixTokens: 0 };
      },
    };
  },
};

interface ResidualBlock {
  readonly width: number;
  readonly stride: number;
  readonly layer: "basic" | "bottleneck";
  /** The first of the three convolutions takes the stride, not the second. */
  readonly early: boolean;
  readonly activation: ActivationFunction;
}

function residualBlock(at: Checkpoint, x: Value, block: ResidualBlock): Value {
  const { width, stride, layer, early, activation } = block;
  const narrow = Math.floor(width / REDUCTION);
  const steps =
    layer === "basic"
      ? [
          { width, size: 3, stride, activation },
          { width, size: 3, stride: 1 },
        ]
      : [
          { width: narrow, size: 1, stride: early ? stride : 1, activation },
          { width: narrow, size: 3, stride: early ? 1 : stride, activation },
          { width, size: 1, stride: 1 },
        ];
  const branch = steps.reduce((y, step, index) => normalised(at.at(`layer.${index}`), y, step), x);
  const same = stride === 1 && x.size(1) === width;
  const short = same ? x : normalised(at.at("shortcut"), x, { width, size: 1, stride });
  return at.nodes(() => activation(at.g, at.residual(short, branch)));
}

interface Step {
  readonly width: number;
  readonly size: number;
  readonly stride: number;
  readonly activation?: ActivationFunction;
}

/** Convolution, normalisation, activation. */
function normalised(at: Checkpoint, x: Value, { activation, ...step }: Step): Value {
  const y = convolution(at.at("convolution"), x, { ...step, pad: Math.floor(step.size / 2) });
  const even = batchNorm(at.at("normalization"), y);
  return activation === undefined ? even : at.nodes(() => activation(at.g, even));
}
