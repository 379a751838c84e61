/** Learning rate of a step: the chosen curve over the whole training, times what a plateau took off. */
import type { ResolvedSettings } from "./settings.ts";

export type ScheduleKind = "cosine" | "restarts" | "one-cycle" | "plateau" | "constant";

/** Of one-cycle (Smith 2018), as PyTorch's OneCycleLR has them: share of rising steps, first and last rate. */
const RISING = 0.3;
const FIRST = 1 / 25;
const LAST = FIRST / 1e4;
/** What a plateau multiplies the rate by. */
export const PLATEAU_FACTOR = 0.5;

export interface SchedulePlace {
  /** Counted from 0. */
  readonly step: number;
  /** All steps of the training. */
  readonly steps: number;
  /** How often the rate was lowered because nothing got better; only `plateau` does. */
  readonly drops: number;
}

type Schedule = Pick<ResolvedSettings, "rate" | "schedule" | "warmup" | "cycles">;

/** @returns rate of that step */
export function rateAt(settings: Schedule, { step, steps, drops }: SchedulePlace): number {
  const { rate, schedule } = settings;
  if (schedule === "one-cycle") return rate * oneCycle(step, steps);
  const warm = Math.round(settings.warmup * steps);
  if (step < warm) return (rate * (step + 1)) / warm;
  const [done, rest] = [step - warm, Math.max(1, steps - warm)];
  switch (schedule) {
    case "constant":
      return rate;
    case "plateau":
      return rate * PLATEAU_FACTOR ** drops;
    case "cosine":
      return rate * between(1, 0, done / rest);
    case "restarts": {
      // Warm restarts (Loshchilov & Hutter 2017), every cycle equally long.
      const length = Math.max(1, rest / settings.cycles);
      return rate * between(1, 0, (done % length) / length);
    }
  }
}

function oneCycle(step: number, steps: number): number {
  const top = Math.max(1, RISING * steps - 1);
  if (step <= top) return between(FIRST, 1, step / top);
  return between(1, LAST, (step - top) / Math.max(1, steps - 1 - top));
}

/** Half a cosine from one number to another. */
function between(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(1, share)))) / 2;
}
