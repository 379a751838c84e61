/**
 * Loss scaling (Micikevicius 2018): gradients in 16 bits vanish below 6·10⁻⁸, so the loss is multiplied before the
 * backward pass and the gradients are divided after it. A step whose gradients overflowed is left out and the factor
 * halved; after 2,000 good steps it is doubled, as torch.amp.GradScaler does.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import type { StateSpec } from "./state.ts";

const FIRST_SCALE = 32_768;
const GOOD_STEPS = 2_000;
const LARGEST_FINITE = 3e38;

export interface LossScale {
  readonly scale: Value;
  /** What gradients of the scaled loss are multiplied by. */
  readonly inverse: Value;
  readonly state: readonly StateSpec[];
  /** Number of the step among those that were taken. */
  stepNumber(step: Value): Value;
  /** @param square Σ of squared gradients, which is not finite when one of them is not */
  after(square: Value): { readonly taken: Value; readonly next: readonly NextState[] };
}

export interface NextState {
  readonly input: string;
  readonly value: Value;
}

const scalar = (name: string, begins: number): StateSpec => ({ name, dims: [], begins });

export function lossScale(g: GraphBuilder): LossScale {
  const scale = g.input("loss_scale", "float32", []);
  const good = g.input("good_steps", "float32", []);
  const skipped = g.input("skipped_steps", "float32", []);
  return {
    scale,
    inverse: g.reciprocal(scale),
    state: [scalar(scale.name, FIRST_SCALE), scalar(good.name, 0), scalar(skipped.name, 0)],
    stepNumber: (step) => g.sub(step, skipped),
    after(square) {
      // Comparing with NaN is false, so one comparison finds both NaN and infinity.
      const taken = g.less(square, LARGEST_FINITE);
      const grows = g.greaterOrEqual(g.add(good, 1), GOOD_STEPS);
      const kept = g.where(grows, g.mul(scale, 2), scale);
      return {
        taken,
        next: [
          { input: scale.name, value: g.where(taken, kept, g.mul(scale, 0.5)) },
          { input: good.name, value: g.where(g.or(grows, g.not(taken)), g.constant(0), g.add(good, 1)) },
          { input: skipped.name, value: g.where(taken, skipped, g.add(skipped, 1)) },
        ],
      };
    },
  };
}
