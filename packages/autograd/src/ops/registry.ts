/** Every operator there is. The rest of the package finds them here by their ONNX name. */
import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { and } from "./and.ts";
import { argMax } from "./arg-max.ts";
import { averagePool } from "./average-pool.ts";
import { cast } from "./cast.ts";
import { ceil } from "./ceil.ts";
import { clip } from "./clip.ts";
import { concat } from "./concat.ts";
import { conv } from "./conv.ts";
import { convTranspose } from "./conv-transpose.ts";
import { cos } from "./cos.ts";
import { div } from "./div.ts";
import { equal } from "./equal.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { floor } from "./floor.ts";
import { gather } from "./gather.ts";
import { gatherElements } from "./gather-elements.ts";
import { gelu } from "./gelu.ts";
import { gemm } from "./gemm.ts";
import { greater } from "./greater.ts";
import { greaterOrEqual } from "./greater-or-equal.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { identity } from "./identity.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { less } from "./less.ts";
import { lessOrEqual } from "./less-or-equal.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./log-softmax.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maxPool } from "./max-pool.ts";
import { min } from "./min.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { not } from "./not.ts";
import { oneHot } from "./one-hot.ts";
import type { OperatorDefinition } from "./operator.ts";
import { or } from "./or.ts";
import { pad } from "./pad.ts";
import { pow } from "./pow.ts";
import { reciprocal } from "./reciprocal.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceMin } from "./reduce-min.ts";
import { reduceSum } from "./reduce-sum.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { round } from "./round.ts";
import { scatterElements } from "./scatter-elements.ts";
import { scatterNd } from "./scatter-nd.ts";
import { shape } from "./shape.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { split } from "./split.ts";
import { sqrt } from "./sqrt.ts";
import { squeeze } from "./squeeze.ts";
import { sub } from "./sub.ts";
import { tanh } from "./tanh.ts";
import { transpose } from "./transpose.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { where } from "./where.ts";

export const OPERATORS: readonly OperatorDefinition[] = [
  abs,
  add,
  and,
  argMax,
  averagePool,
  cast,
  ceil,
  clip,
  concat,
  convTranspose,
  conv,
  cos,
  div,
  equal,
  erf,
  exp,
  expand,
  floor,
  gatherElements,
  gather,
  gelu,
  gemm,
  greaterOrEqual,
  greater,
  hardSigmoid,
  identity,
  layerNormalization,
  lessOrEqual,
  less,
  logSoftmax,
  log,
  matmul,
  max,
  maxPool,
  min,
  mul,
  neg,
  not,
  oneHot,
  or,
  pad,
  pow,
  reciprocal,
  reduceMax,
  reduceMean,
  reduceMin,
  reduceSum,
  relu,
  reshape,
  round,
  scatterElements,
  scatterNd,
  shape,
  sigmoid,
  sign,
  sin,
  slice,
  softmax,
  softplus,
  split,
  sqrt,
  squeeze,
  sub,
  tanh,
  transpose,
  unsqueeze,
  where,
];

const byType = new Map(OPERATORS.map((operator) => [operator.type, operator]));

/** @throws Error that names an operator the registry does not have. */
export function operatorFor(type: string): OperatorDefinition {
  const operator = byType.get(type);
  if (operator === undefined) throw new Error(`The operator ${type} is not in the registry.`);
  return operator;
}
