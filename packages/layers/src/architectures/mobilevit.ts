/** MobileViT (Mehta & Rastegari 2022): inverted residuals, and transformers over cells of the same place in each patch. */
import type { Value } from "@fuseline/autograd";
import { type ActivationFunction, activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { ModelConfig } from "./model-config.ts";
import { batchNorm, type ConvolutionShape, cellsOf, convolution, layerNorm } from "./parts.ts";
import { foldPatches, unfoldPatches } from "./patch-cells.ts";
import { type VitBlock, vitBlock } from "./vit.ts";

/** Inverted residuals of the second stage, and transformer blocks of the three after it. */
const RESIDUALS = 3;
const TRANSFORMERS = [2, 4, 3];

interface MobileVitShape {
  /** Stem, five stages, and the widening at the end. */
  readonly necks: readonly number[];
  readonly hidden: readonly number[];
  readonly expand: number;
  readonly patch: number;
  readonly kernel: number;
  readonly activation: ActivationFunction;
  readonly transformer: Pick<VitBlock, "heads" | "bias" | "epsilon" | "activation"> & {
    readonly ratio: number;
  };
}

export const mobilevit: Architecture<"image"> = {
  modelTypes: ["mobilevit"],
  prefixes: ["mobilevit."],
  describe(config) {
    config.require("output_stride", 32);
    const shape = shapeOf(config);
    const width = shape.necks[6] ?? 0;
    return {
      modality: "image",
      width,
      blocks: 5,
      size: config.side("image_size", 256),
      compute(at, pixels) {
        let x = normalised(at.at("conv_stem"), pixels, {
          ...same(shape, 3),
          width: shape.necks[0] ?? 0,
          stride: 2,
        });
        for (let stage = 0; stage < 5; stage++) {
          const here = at.at(`encoder.layer.${stage}`, stage);
          x = stage < 2 ? residuals(here, x, { stage, shape }) : mixed(here, x, { stage, shape });
        }
        const map = normalised(at.at("conv_1x1_exp", "head"), x, { ...same(shape, 1), width });
        return { pooled: at.g.globalAveragePool(map), tokens: cellsOf(at, map), mask: null, prefixTokens: 0 };
      },
    };
  },
};

function shapeOf(config: ModelConfig): MobileVitShape {
  const activation = activationOf(config, "silu");
  const necks = config.counts("neck_hidden_sizes", [16, 32, 64, 96, 128, 160, 640]);
  if (necks.length !== 7) config.refuse("neck_hidden_sizes");
  const hidden = config.counts("hidden_sizes", [144, 192, 240]);
  if (hidden.length !== 3) config.refuse("hidden_sizes");
  return {
    necks,
    hidden,
    expand: config.number("expand_ratio", 4),
    patch: config.side("patch_size", 2),
    kernel: config.count("conv_kernel_size", 3),
    activation,
    transformer: {
      heads: config.count("num_attention_heads", 4),
      ratio: config.number("mlp_ratio", 2),
      bias: config.flag("qkv_bias", true),
      epsilon: config.number("layer_norm_eps", 1e-5),
      activation,
    },
  };
}

interface Stage {
  /** 0 … 4 */
  readonly stage: number;
  readonly shape: MobileVitShape;
}

function residuals(at: Checkpoint, x: Value, { stage, shape }: Stage): Value {
  const width = shape.necks[stage + 1] ?? 0;
  let y = x;
  for (let index = 0; index < (stage === 0 ? 1 : RESIDUALS); index++)
    y = invertedResidual(at.at(`layer.${index}`), y, {
      width,
      stride: stage > 0 && index === 0 ? 2 : 1,
      shape,
    });
  return y;
}

interface Inverted {
  readonly width: number;
  readonly stride: number;
  readonly shape: MobileVitShape;
}

/** Widened, filtered channel by channel, narrowed (Sandler 2018). */
function invertedResidual(at: Checkpoint, x: Value, { width, stride, shape }: Inverted): Value {
  const wide = roundedToEight(Math.round(x.size(1) * shape.expand));
  const up = normalised(at.at("expand_1x1"), x, { ...same(shape, 1), width: wide });
  const near = normalised(at.at("conv_3x3"), up, { ...same(shape, 3), width: wide, stride, groups: wide });
  const down = normalised(at.at("reduce_1x1"), near, { width, size: 1 });
  return stride === 1 && x.size(1) === width ? at.residual(x, down) : down;
}

/** The nearest multiple of eight that is not more than a tenth smaller. */
function roundedToEight(value: number): number {
  const near = Math.max(8, Math.floor((value + 4) / 8) * 8);
  return near < 0.9 * value ? near + 8 : near;
}

/** Halved; then convolution, transformer over patches, and both fused. */
function mixed(at: Checkpoint, x: Value, { stage, shape }: Stage): Value {
  const width = shape.necks[stage + 1] ?? 0;
  const hidden = shape.hidden[stage - 2] ?? 0;
  const down = invertedResidual(at.at("downsampling_layer"), x, { width, stride: 2, shape });
  const near = normalised(at.at("conv_kxk"), down, { ...same(shape, shape.kernel), width });
  const cells = convolution(at.at("conv_1x1.convolution"), near, { width: hidden, size: 1 });
  let patches = unfoldPatches(at, cells, shape.patch);
  const { ratio, ...rest } = shape.transformer;
  const block = { ...rest, width: hidden, inner: Math.trunc(hidden * ratio) };
  for (let index = 0; index < (TRANSFORMERS[stage - 2] ?? 0); index++)
    patches = vitBlock(at.at(`transformer.layer.${index}`), patches, block);
  const far = foldPatches(at, layerNorm(at.at("layernorm"), patches, block.epsilon), {
    map: cells,
    patch: shape.patch,
  });
  const projected = normalised(at.at("conv_projection"), far, { ...same(shape, 1), width });
  const joined = at.nodes(() => at.g.concat([down, projected], 1));
  return normalised(at.at("fusion"), joined, { ...same(shape, shape.kernel), width });
}

type Normalised = ConvolutionShape & { readonly activation?: ActivationFunction };

/** A convolution that keeps the size, with the activation of the model. */
function same(shape: MobileVitShape, size: number): Pick<Normalised, "size" | "pad" | "activation"> {
  return { size, pad: Math.floor((size - 1) / 2), activation: shape.activation };
}

function normalised(at: Checkpoint, x: Value, { activation, ...shape }: Normalised): Value {
  const even = batchNorm(at.at("normalization"), convolution(at.at("convolution"), x, shape));
  return activation === undefined ? even : at.nodes(() => activation(at.g, even));
}
