/** Multi-head self-attention (Vaswani 2017) with the separate projections that checkpoints store. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { attend, UNHEARD } from "../attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { dense } from "./parts.ts";

export interface AttentionShape {
  readonly heads: number;
  /** Names of the projections below the block. */
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly out: string;
  /** Whether query, key and value have a bias. Default true. */
  readonly bias?: boolean;
  /** Added to the scores, broadcast over [B, heads, L, L]. */
  readonly scores?: Value | undefined;
}

/** x [B, L, D] → [B, L, D]: softmax(QKᵀ/√d + scores)V, heads side by side. */
export function selfAttention(at: Checkpoint, x: Value, shape: AttentionShape): Value {
  const { g } = at;
  const { heads, bias = true } = shape;
  const width = x.size(-1);
  const project = (name: string): Value => dense(at.at(name), x, width, { bias });
  const [query, key, value] = [project(shape.query), project(shape.key), project(shape.value)];
  const heard = at.nodes(() => {
    const apart = (projected: Value): Value =>
      g.transpose(g.reshape(projected, [x.dim(0), x.dim(1), heads, width / heads]), [0, 2, 1, 3]);
    return attend(g, {
      query: apart(query),
      key: apart(key),
      value: apart(value),
      scores: shape.scores,
    });
  });
  return dense(at.at(shape.out), heard, width);
}

/** [1, 1, L, L]: −10⁹ where a position comes after the one that asks. `longest` bounds a symbolic L. */
export function causalScores(g: GraphBuilder, x: Value, longest: number): Value {
  const length = x.dim(1);
  const size = typeof length === "number" ? length : longest;
  const later = Float32Array.from({ length: size * size }, (_, index) =>
    index % size > Math.floor(index / size) ? UNHEARD : 0,
  );
  const whole = g.constant(later, [size, size]);
  const part = g.slice(g.slice(whole, { axis: 0, start: 0, end: length }), {
    axis: 1,
    start: 0,
    end: length,
  });
  return g.unsqueeze(part, [0, 1]);
}
