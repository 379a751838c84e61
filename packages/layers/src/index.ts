export { replaceAbsent } from "./absent.ts";
export type { Activation } from "./activate.ts";
export { activate } from "./activate.ts";
export type {
  Block,
  BuildOptions,
  DenseLayer,
  Encoder,
  EncoderOutputs,
  EncoderParameter,
  ImageEncoder,
  TextEncoder,
  TextInputs,
} from "./architectures/encoder.ts";
export type { OpenedEncoder, StoredCheckpoint, StoredParameter } from "./architectures/open-encoder.ts";
export { openEncoder } from "./architectures/open-encoder.ts";
export type { Refusal } from "./architectures/refusal.ts";
export { ArchitectureRefused } from "./architectures/refusal.ts";
export { crossAttention, selfAttention } from "./attention.ts";
export { batchNorm } from "./batch-norm.ts";
export { dropout } from "./dropout.ts";
export { categoryWidth, embedding } from "./embedding.ts";
export { convolveMap, fromPixels, toPixels } from "./feature-map.ts";
export { fuseConcat } from "./fusion/concat.ts";
export { fuseCrossAttention } from "./fusion/cross-attention.ts";
export { dropParts } from "./fusion/drop-parts.ts";
export type { Part } from "./fusion/features.ts";
export { present } from "./fusion/features.ts";
export { fuseGated } from "./fusion/gated.ts";
export { averageNumbers, fuseLate } from "./fusion/late.ts";
export { linear, TRANSFORMER_INIT } from "./linear.ts";
export { contrastive } from "./losses/contrastive.ts";
export { balancedWeights, crossEntropy } from "./losses/cross-entropy.ts";
export { numberLoss } from "./losses/number.ts";
export type { Loss } from "./losses/reduce.ts";
export { weightedMean } from "./losses/reduce.ts";
export { l2Normalise, layerNorm, rmsNorm } from "./normalise.ts";
export type { PoolKind } from "./pool.ts";
export { pool } from "./pool.ts";
export type { ProjectOptions } from "./project.ts";
export { project } from "./project.ts";
export { residualBlock, resnet } from "./resnet.ts";
export { stochasticDepth } from "./stochastic-depth.ts";
export { tableMlp } from "./table.ts";
export { textTransformer } from "./text-transformer.ts";
export { mlp, transformer } from "./transformer.ts";
export { vit } from "./vit.ts";
