/** The gradient of the greatest or least of several inputs: it goes to those that are equal to it, in equal shares. */
import type { Value } from "../ir/value.ts";
import type { GradientContext } from "./operator.ts";

export function equalShares({ g, dy, inputs, input, output }: GradientContext): Value[] {
  const chosen = inputs.map((_, i) => g.cast(g.equal(input(i), output(0)), dy.dtype));
  const share = g.div(
    dy,
    chosen.reduce((total, one) => g.add(total, one)),
  );
  return chosen.map((one) => g.mul(one, share));
}
