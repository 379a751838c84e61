/** Every operator of the standard. The rest of the package finds them here by their ONNX name. */
import { BLOCKED_OPERATORS } from "../blocked/operators.ts";
import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { and } from "./and.ts";
import { argMax } from "./arg-max.ts";
import { argMin } from "./arg-min.ts";
import { averagePool } from "./average-pool.ts";
import { batchNormalization } from "./batch-normalization.ts";
import { cast } from "./cast.ts";
import { ceil } from "./ceil.ts";
import { celu } from "./celu.ts";
import { clip } from "./clip.ts";
import { concat } from "./concat.ts";
import { constantOfShape } from "./constant-of-shape.ts";
import { conv } from "./conv.ts";
import { convTranspose } from "./conv-transpose.ts";
import { cos } from "./cos.ts";
import { cumSum } from "./cum-sum.ts";
import { depthToSpace } from "./depth-to-space.ts";
import { dequantizeLinear } from "./dequantize-linear.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { einsum } from "./einsum.ts";
import { elu } from "./elu.ts";
import { equal } from "./equal.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { flatten } from "./flatten.ts";
import { floor } from "./floor.ts";
import { gather } from "./gather.ts";
import { gatherElements } from "./gather-elements.ts";
import { gatherNd } from "./gather-nd.ts";
import { gelu } from "./gelu.ts";
import { gemm } from "./gemm.ts";
import { globalAveragePool } from "./global-average-pool.ts";
import { globalMaxPool } from "./global-max-pool.ts";
import { greater } from "./greater.ts";
import { greaterOrEqual } from "./greater-or-equal.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { hardSwish } from "./hard-swish.ts";
import { identity } from "./identity.ts";
import { instanceNormalization } from "./instance-normalization.ts";
import { isInf } from "./is-inf.ts";
import { isNan } from "./is-nan.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { less } from "./less.ts";
import { lessOrEqual } from "./less-or-equal.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./log-softmax.ts";
import { lstm } from "./lstm.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maxPool } from "./max-pool.ts";
import { mean } from "./mean.ts";
import { min } from "./min.ts";
import { mish } from "./mish.ts";
import { mod } from "./mod.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { not } from "./not.ts";
import { oneHot } from "./one-hot.ts";
import type { OperatorDefinition } from "./operator.ts";
import { or } from "./or.ts";
import { pad } from "./pad.ts";
import { pow } from "./pow.ts";
import { prelu } from "./prelu.ts";
import { range } from "./range.ts";
import { reciprocal } from "./reciprocal.ts";
import { reduceL1 } from "./reduce-l1.ts";
import { reduceL2 } from "./reduce-l2.ts";
import { reduceLogSum } from "./reduce-log-sum.ts";
import { reduceLogSumExp } from "./reduce-log-sum-exp.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceMin } from "./reduce-min.ts";
import { reduceProd } from "./reduce-prod.ts";
import { reduceSum } from "./reduce-sum.ts";
import { reduceSumSquare } from "./reduce-sum-square.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { resize } from "./resize.ts";
import { round } from "./round.ts";
import { scatterElements } from "./scatter-elements.ts";
import { scatterNd } from "./scatter-nd.ts";
import { selu } from "./selu.ts";
import { shape } from "./shape.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { spaceToDepth } from "./space-to-depth.ts";
import { split } from "./split.ts";
import { sqrt } from "./sqrt.ts";
import { squeeze } from "./squeeze.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { tile } from "./tile.ts";
import { topK } from "./top-k.ts";
import { transpose } from "./transpose.ts";
import { trilu } from "./trilu.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { where } from "./where.ts";
import { xor } from "./xor.ts";

export const OPERATORS: readonly OperatorDefinition[] = [
  abs,
  add,
  and,
  argMax,
  argMin,
  averagePool,
  batchNormalization,
  cast,
  ceil,
  celu,
  clip,
  concat,
  constantOfShape,
  convTranspose,
  conv,
  cos,
  cumSum,
  depthToSpace,
  dequantizeLinear,
  div,
  dropout,
  einsum,
  elu,
  equal,
  erf,
  exp,
  expand,
  flatten,
  floor,
  gatherElements,
  gatherNd,
  gather,
  gelu,
  gemm,
  globalAveragePool,
  globalMaxPool,
  greaterOrEqual,
  greater,
  hardSigmoid,
  hardSwish,
  identity,
  instanceNormalization,
  isInf,
  isNan,
  layerNormalization,
  leakyRelu,
  lessOrEqual,
  less,
  logSoftmax,
  log,
  lstm,
  matmul,
  maxPool,
  max,
  mean,
  min,
  mish,
  mod,
  mul,
  neg,
  not,
  oneHot,
  or,
  pad,
  pow,
  prelu,
  range,
  reciprocal,
  reduceL1,
  reduceL2,
  reduceLogSumExp,
  reduceLogSum,
  reduceMax,
  reduceMean,
  reduceMin,
  reduceProd,
  reduceSumSquare,
  reduceSum,
  relu,
  reshape,
  resize,
  round,
  scatterElements,
  scatterNd,
  selu,
  shape,
  sigmoid,
  sign,
  sin,
  slice,
  softmax,
  softplus,
  softsign,
  spaceToDepth,
  split,
  sqrt,
  squeeze,
  sub,
  sum,
  tanh,
  tile,
  topK,
  transpose,
  trilu,
  unsqueeze,
  where,
  xor,
];

/** Those of the standard, and the runtime's own. */
const byType = new Map<string, OperatorDefinition>(
  [...OPERATORS, ...BLOCKED_OPERATORS].map((operator) => [operator.type, operator]),
);

/** @throws Error that names an operator the registry does not have. */
export function operatorFor(type: string): OperatorDefinition {
  const operator = byType.get(type);
  if (operator === undefined) throw new Error(`The operator ${type} is not in the registry.`);
  return operator;
}
