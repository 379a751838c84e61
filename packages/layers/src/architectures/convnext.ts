/** ConvNeXt (Liu 2022): depthwise convolutions, layer normalisation and layer scale in four stages. */
import type { Value } from "@fuseline/autograd";
import { type ActivationFunction, activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { cellsOf, convolution, dense, layerNorm, layerNormChannels } from "./parts.ts";

/** Of all normalisations but the last. */
const EPSILON = 1e-6;

export const convnext: Architecture<"image"> = {
  modelTypes: ["convnext"],
  prefixes: ["convnext."],
  describe(config) {
    const widths = config.counts("hidden_sizes", [96, 192, 384, 768]);
    const depths = config.counts("depths", [3, 3, 9, 3]);
    if (depths.length !== widths.length) config.refuse("depths");
    const patch = config.side("patch_size", 4);
    const lastEpsilon = config.number("layer_norm_eps", 1e-12);
    const scale = config.number("layer_scale_init_value", 1e-6);
    const activation = activationOf(config, "gelu");
    const width = widths.at(-1) ?? 0;
    return {
      modality: "image",
      width,
      blocks: depths.reduce((sum, depth) => sum + depth, 0),
      size: config.side("image_size", 224),
      compute(at, pixels) {
        const { g } = at;
        let x = stem(at.at("embeddings"), pixels, { width: widths[0] ?? 0, patch });
        let block = 0;
        for (const [stage, wide] of widths.entries()) {
          const here = at.at(`encoder.stages.${stage}`, block);
          if (stage > 0) x = halve(here.at("downsampling_layer"), x, wide);
          for (let index = 0; index < (depths[stage] ?? 0); index++)
            x = convnextBlock(here.at(`layers.${index}`, block++), x, { scale, activation });
        }
        const pooled = layerNorm(at.at("layernorm", "head"), g.globalAveragePool(x), lastEpsilon);
        return { pooled, tokens: cellsOf(at, x), mask: null, prefixTokens: 0 };
      },
    };
  },
};

function stem(at: Checkpoint, pixels: Value, { width, patch }: { width: number; patch: number }): Value {
  const cut = convolution(at.at("patch_embeddings"), pixels, {
    width,
    size: patch,
    stride: patch,
    bias: true,
  });
  return layerNormChannels(at.at("layernorm"), cut, EPSILON);
}

function halve(at: Checkpoint, x: Value, width: number): Value {
  const even = layerNormChannels(at.at("0"), x, EPSILON);
  return convolution(at.at("1"), even, { width, size: 2, stride: 2, bias: true });
}

interface ConvnextBlock {
  readonly scale: number;
  readonly activation: ActivationFunction;
}

/** x + λ · mlp(norm(7×7 depthwise x)), the MLP over channels. */
function convnextBlock(at: Checkpoint, x: Value, { scale, activation }: ConvnextBlock): Value {
  const { g } = at;
  const width = x.size(1);
  const near = convolution(at.at("dwconv"), x, { width, size: 7, pad: 3, groups: width, bias: true });
  const even = layerNorm(at.at("layernorm"), g.transpose(near, [0, 2, 3, 1]), EPSILON);
  const up = dense(at.at("pwconv1"), even, 4 * width);
  const down = dense(
    at.at("pwconv2"),
    at.nodes(() => activation(g, up)),
    width,
  );
  // Without a scale in the config the checkpoint has none either.
  const scaled =
    scale > 0
      ? g.mul(down, at.tensor("layer_scale_parameter", [width], { init: { kind: "constant", value: scale } }))
      : down;
  return at.nodes(() => at.residual(x, g.transpose(scaled, [0, 3, 1, 2])));
}
