/** Operators that take any number of operands, written with two at a time. */
import type { GraphBuilder } from "../../../ir/builder.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering } from "./lowering.ts";

const pairwise =
  (join: (g: GraphBuilder, a: Value, b: Value) => Value): Lowering =>
  (use) => {
    const all = use.inputs.map((_, index) => given(use, index));
    return [all.reduce((before, value) => join(use.g, before, value))];
  };

export const ARITHMETIC_LOWERINGS: { readonly [type: string]: Lowering } = {
  Max: pairwise((g, a, b) => g.max(a, b)),
  Min: pairwise((g, a, b) => g.min(a, b)),
};
