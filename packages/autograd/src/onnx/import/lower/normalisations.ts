/** Normalisations over axes of one example that the registry does not have. */

import type { GraphBuilder } from "../../../ir/builder.ts";
import { normalAxis } from "../../../ir/dims.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering } from "./lowering.ts";

/** y = (x − μ)/√(σ² + ε) over the named axes, which stay as size 1 in μ and σ². */
function standardise(
  g: GraphBuilder,
  x: Value,
  { axes, epsilon }: { axes: readonly number[]; epsilon: number },
): Value {
  const centred = g.sub(x, g.reduceMean(x, axes, true));
  const variance = g.reduceMean(g.mul(centred, centred), axes, true);
  return g.div(centred, g.sqrt(g.add(variance, epsilon)));
}

/** [1, channels, 1 …]: per-channel numbers beside x [batch, channels, …]. */
function beside(g: GraphBuilder, value: Value, x: Value): Value {
  return g.reshape(value, [1, -1, ...x.dims.slice(2).map(() => 1)]);
}

/** Wu & He 2018: each group of channels of each example by itself. */
const groupNormalization: Lowering = (use) => {
  const { g, attributes, opset } = use;
  const x = given(use, 0);
  // Before operator set 21 scale and shift had one number a group.
  if (opset < 21) throw new Error("its form of operator set 18 is not supported");
  const groups = attributes.int("num_groups", 1);
  const [batch = 1, ...rest] = x.dims;
  const size = rest.reduce<number>((product, dim) => product * Number(dim), 1);
  const grouped = g.reshape(x, [batch, groups, size / groups]);
  const epsilon = attributes.float("epsilon", 1e-5);
  const standard = g.reshape(standardise(g, grouped, { axes: [2], epsilon }), x.dims);
  return [g.add(g.mul(standard, beside(g, given(use, 1), x)), beside(g, given(use, 2), x))];
};

/** Zhang & Sennrich 2019: x/√(mean x² + ε)·γ over the axes from `axis` on. */
const rmsNormalization: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  const axes = [...x.dims.keys()].slice(normalAxis(attributes.int("axis", -1), x.rank));
  const mean = g.reduceMean(g.mul(x, x), axes, true);
  const standard = g.div(x, g.sqrt(g.add(mean, attributes.float("epsilon", 1e-5))));
  return [g.mul(standard, given(use, 1))];
};

export const NORMALISATION_LOWERINGS: { readonly [type: string]: Lowering } = {
  GroupNormalization: groupNormalization,
  RMSNormalization: rmsNormalization,
};
