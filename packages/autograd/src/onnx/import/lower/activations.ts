/** Powers and activations, written so that their gradients take few passes. */
import { toNumbers } from "../../../ir/tensor.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering } from "./lowering.ts";
import { registered } from "./registered.ts";

/** The number that a constant holds in every place; null where there are several, or none is known. */
function onlyNumber({ origin }: Value): number | null {
  if (origin.kind !== "constant") return null;
  const numbers = new Set(toNumbers(origin.tensor));
  const [only] = numbers;
  return numbers.size === 1 ? (only ?? null) : null;
}

/** x·x and √x cost a tenth of a general power. */
const pow: Lowering = (use) => {
  const { g } = use;
  const [x, exponent] = [given(use, 0), given(use, 1)];
  const number = exponent.rank <= x.rank ? onlyNumber(exponent) : null;
  if (number === 2) return [g.mul(x, x)];
  if (number === 3) return [g.mul(g.mul(x, x), x)];
  if (number === 0.5) return [g.sqrt(x)];
  if (number === -0.5) return [g.reciprocal(g.sqrt(x))];
  return [g.pow(x, g.cast(exponent, x.dtype))];
};

/** x·Φ(x) keeps Φ for its gradient; the approximation by a hyperbolic tangent has one of its own. */
const gelu: Lowering = (use) =>
  use.attributes.text("approximate", "none") === "tanh" ? registered(use) : [use.g.gelu(given(use, 0))];

export const ACTIVATION_LOWERINGS: { readonly [type: string]: Lowering } = {
  Pow: pow,
  Gelu: gelu,
};
