/** Modality dropout (ModDrop, Neverova 2016): hides whole parts while learning, never all of them. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/**
 * Presences m × [B] → the presences after hiding each part with probability `chance`. A row that would lose every
 * part keeps them all: the draw is repeated by not counting it.
 */
export function dropParts(g: GraphBuilder, presences: readonly Value[], chance: number): Value[] {
  if (!g.training || chance === 0) return [...presences];
  const keep = 1 - chance;
  const kept = presences.map((presence, index) => {
    const mask = g.randomMask(`part${index}`, presence.dims.map(Number), keep);
    return g.mul(presence, g.mul(mask, keep));
  });
  const left = g.cast(
    g.greater(
      kept.reduce((total, presence) => g.add(total, presence)),
      0.5,
    ),
    "float32",
  );
  return kept.map((presence, index) => {
    const before = presences[index];
    if (before === undefined) throw new Error("every part has a presence");
    return g.add(g.mul(presence, left), g.mul(before, g.sub(1, left)));
  });
}
