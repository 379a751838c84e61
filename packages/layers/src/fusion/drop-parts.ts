/** Modality dropout (ModDrop, Neverova 2016): hides whole parts while learning, never all of them. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/**
 * Presences m × [B] → presences after hiding each present part with probability `chance`. One number u in [0, 1) is
 * drawn per part and row; u < chance hides it, but for the present part with the largest u: where that one is hidden
 * too, all would be, and the largest of them is any with equal probability. Outside training graphs nothing is hidden.
 */
export function dropParts(g: GraphBuilder, presences: readonly Value[], chance: number): Value[] {
  const [first] = presences;
  if (!g.training || chance === 0 || first === undefined) return [...presences];
  const present = g.concat(
    presences.map((presence) => g.unsqueeze(presence, [1])),
    1,
  );
  // Absent parts get 0; a present one is above it, so that the largest is always a present one.
  const draw = g.add(g.randomUniform("parts", [first.size(0), presences.length]), 1e-3);
  const drawn = g.mul(draw, present);
  const survives = g.cast(g.not(g.less(draw, chance + 1e-3)), "float32");
  const largest = g.cast(g.equal(drawn, g.reduceMax(drawn, [1], true)), "float32");
  const kept = g.mul(g.max(survives, largest), present);
  return g.split(kept, new Array<number>(presences.length).fill(1), 1).map((part) => g.squeeze(part, [1]));
}
