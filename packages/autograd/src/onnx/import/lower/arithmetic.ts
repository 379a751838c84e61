/** Operators that take any number of operands, written with two at a time. */
import type { GraphBuilder } from "../../../ir/builder.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering, type Use } from "./lowering.ts";

function folded(use: Use, join: (g: GraphBuilder, a: Value, b: Value) => Value): Value {
  const all = use.inputs.map((_, index) => given(use, index));
  return all.reduce((sum, value) => join(use.g, sum, value));
}

const sum: Lowering = (use) => [folded(use, (g, a, b) => g.add(a, b))];
const mean: Lowering = (use) => [
  use.g.div(
    folded(use, (g, a, b) => g.add(a, b)),
    use.inputs.length,
  ),
];
const max: Lowering = (use) => [folded(use, (g, a, b) => g.max(a, b))];
const min: Lowering = (use) => [folded(use, (g, a, b) => g.min(a, b))];

export const ARITHMETIC_LOWERINGS: { readonly [type: string]: Lowering } = {
  Sum: sum,
  Mean: mean,
  Max: max,
  Min: min,
};
