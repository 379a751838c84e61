/**
 * Learning-rate range test (Smith 2017): the rate grows evenly in its logarithm from step to step, and the one at which
 * the smoothed loss falls fastest is taken. The weights are drawn anew afterwards, so the training is as without it.
 */
import { Cancelled } from "@fuseline/schema";
import type { Curves } from "./checkpoint.ts";
import type { TrainGraphs } from "./compile-graphs.ts";
import type { ResolvedSettings } from "./settings.ts";
import { shuffled } from "./shuffle.ts";
import type { TrainJob } from "./train-job.ts";

const STEPS = 80;
const FROM = 1e-6;
const TO = 1;
/** Share of the past in the smoothed loss. */
const SMOOTHING = 0.9;
/** Steps by which the smoothed loss is late: the mean age of what it averages. */
const LATE = Math.round(SMOOTHING / (1 - SMOOTHING));
/** The loss has blown up when it is so many times its least. */
const BLOWN_UP = 4;
/** First steps tell more of the smoothing than of the rate. */
const SKIPPED = 8;

export interface FoundRate {
  readonly rate: number;
  readonly curves: Curves;
}

/** @returns the rate of the settings where the loss never fell */
export async function findRate(
  job: TrainJob,
  settings: ResolvedSettings,
  { step }: Pick<TrainGraphs, "step">,
): Promise<FoundRate> {
  const order = shuffled(job.rows.train, `${job.seed}/find-rate`);
  const size = settings.batch * settings.accumulate;
  const losses: number[] = [];
  let [moving, least] = [0, Number.POSITIVE_INFINITY];
  for (let number = 0; number < STEPS; number++) {
    if (job.hooks.signal.aborted) throw new Cancelled();
    const start = (number * size) % Math.max(1, order.length - size + 1);
    const rows = order.slice(start, start + size);
    const request = { rows, weights: job.weights, variation: undefined, rate: rateOf(number) };
    const [loss = Number.NaN] = await step.run([
      { ...request, stream: `${job.seed}/find-rate`, step: number },
    ]);
    if (!Number.isFinite(loss)) break;
    moving = SMOOTHING * moving + (1 - SMOOTHING) * loss;
    const smooth = moving / (1 - SMOOTHING ** (number + 1));
    losses.push(smooth);
    job.hooks.metric("find-rate.loss", number + 1, smooth);
    job.hooks.metric("find-rate.rate", number + 1, rateOf(number));
    least = Math.min(least, smooth);
    if (number > SKIPPED && smooth > BLOWN_UP * least) break;
  }
  step.reset();
  const place = steepest(losses);
  return {
    rate: place === null ? settings.rate : rateOf(Math.max(0, place - LATE)),
    curves: {
      "find-rate.loss": losses.map((loss, number) => [number + 1, loss]),
      "find-rate.rate": losses.map((_, number) => [number + 1, rateOf(number)]),
    },
  };
}

function rateOf(number: number): number {
  return FROM * (TO / FROM) ** (number / (STEPS - 1));
}

/** Where the loss falls fastest per step, which is per factor of the rate; null where it falls nowhere. */
function steepest(losses: readonly number[]): number | null {
  let [best, fall] = [-1, 0];
  for (let number = SKIPPED; number + 1 < losses.length; number++) {
    const slope = ((losses[number + 1] ?? 0) - (losses[number - 1] ?? 0)) / 2;
    if (slope < fall) [best, fall] = [number, slope];
  }
  return best < 0 ? null : best;
}
