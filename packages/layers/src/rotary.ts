/** Rotary positions (Su 2021), halves paired as in GPT-NeoX. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

const BASE = 10_000;

/** x [.., L, d], d even: pairs (i, i + d/2) turn by position · 10,000^(−2i/d). */
export function rotate(g: GraphBuilder, x: Value): Value {
  const [length, size] = [x.size(-2), x.size(-1)];
  const half = size / 2;
  const angles = Array.from({ length: length * half }, (_, index) => {
    const position = Math.floor(index / half);
    return position * BASE ** ((-2 * (index % half)) / size);
  });
  const cosine = g.constant(angles.map(Math.cos), [length, half]);
  const sine = g.constant(angles.map(Math.sin), [length, half]);
  const [first, second] = g.split(x, [half, half], x.rank - 1);
  if (!first || !second) throw new Error("rotary positions need an even size");
  const turnedFirst = g.sub(g.mul(first, cosine), g.mul(second, sine));
  const turnedSecond = g.add(g.mul(second, cosine), g.mul(first, sine));
  return g.concat([turnedFirst, turnedSecond], x.rank - 1);
}
