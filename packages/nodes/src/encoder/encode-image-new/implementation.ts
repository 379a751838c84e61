/** A vision model learnt from scratch: residual network or vision transformer. */
import { pool, resnet, vit } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { feedOf } from "../../define/graph-values.ts";
import { encodeImageNew } from "./definition.ts";

const RESNET_BLOCKS = { tiny: 1, small: 3, base: 5 } as const;
const VIT_LAYERS = { tiny: 4, small: 6, base: 12 } as const;
const VIT_HEADS = 4;
const MLP_RATIO = 4;

export const encodeImageNewGraph = implement(encodeImageNew, (g, { params, sources }) => {
  const { value: pixels, presence, columns } = feedOf(sources.pixels, "pixels");
  const shared = { type: "feature", presence, columns } as const;
  if (params.architecture === "vit") {
    const tokens = vit(g, pixels, {
      patch: params.patch,
      width: params.width,
      heads: VIT_HEADS,
      layers: VIT_LAYERS[params.depth],
      mlpRatio: MLP_RATIO,
      dropout: params.dropout,
      stochasticDepth: params.stochasticDepth,
    });
    const ones = g.constant(new Array<number>(tokens.size(1)).fill(1), [1, tokens.size(1)]);
    const mask = g.mul(g.unsqueeze(presence, [1]), ones);
    const embedding = pool(g, tokens, { how: "mean", mask });
    return {
      features: { ...shared, shape: "sequence", value: tokens, mask },
      embedding: { ...shared, shape: "embedding", value: embedding },
    };
  }
  const map = resnet(g, pixels, {
    width: params.width,
    blocks: RESNET_BLOCKS[params.depth],
    stochasticDepth: params.stochasticDepth,
  });
  const [batch = 1, channels = 1, height = 1, across = 1] = map.dims;
  const cells = Number(height) * Number(across);
  const sequence = g.transpose(g.reshape(map, [batch, channels, cells]), [0, 2, 1]);
  const mask = g.mul(g.unsqueeze(presence, [1]), g.constant(new Array<number>(cells).fill(1), [1, cells]));
  return {
    features: { ...shared, shape: "sequence", value: sequence, mask },
    embedding: { ...shared, shape: "embedding", value: g.globalAveragePool(map) },
  };
});
