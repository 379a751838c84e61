/** Computes as much of a training step twice as is needed for it to fit a given memory, and no more. */
import type { Value } from "../ir/value.ts";
import { type MemoryPlan, planMemory } from "../passes/memory-plan.ts";
import type { Program } from "../passes/program.ts";
import { Checkpoints, type Depth } from "./checkpoint.ts";

export interface Fitted {
  readonly program: Program;
  readonly plan: MemoryPlan;
  /** Segments of the forward part that are computed again, and those there are. */
  readonly recomputed: number;
  readonly segments: number;
}

/**
 * First segments are the first to be computed again: what they keep is kept longest, and when their turn comes in the
 * backward part everything behind them is free. Products, the dear part, are computed again only where all the rest is
 * not enough.
 * @param budget bytes that values between nodes may take; where no way fits, the smallest is taken
 */
export function fitMemory(program: Program, loss: Value, budget = Number.POSITIVE_INFINITY): Fitted {
  const kept = { program, plan: planMemory(program), recomputed: 0, segments: 0 };
  if (kept.plan.peak <= budget) return kept;
  const checkpoints = new Checkpoints(program, loss);
  const segments = checkpoints.segments.length;
  const fitted = (level: number): Fitted => {
    const depths = checkpoints.segments.map((_, i) => depthAt(level, i, segments));
    const smaller = checkpoints.recomputing(depths);
    return { program: smaller, plan: planMemory(smaller), recomputed: Math.min(level, segments), segments };
  };
  let best: Fitted = { ...kept, segments };
  let [low, high] = [0, 2 * segments];
  while (low < high) {
    const level = Math.ceil((low + high) / 2);
    const tried = fitted(level);
    const fits = tried.plan.peak <= budget;
    if (fits || tried.plan.peak < best.plan.peak) best = tried;
    if (fits) high = level - 1;
    else low = level;
  }
  return best;
}

/** Level n ≤ segments: the first n without their products; above: the first n − segments with them. */
function depthAt(level: number, segment: number, segments: number): Depth | null {
  if (segment < level - segments) return "full";
  return segment < level ? "cheap" : null;
}
