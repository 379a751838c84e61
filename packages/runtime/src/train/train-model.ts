/** Trains a model from fulfilled sources: resolves "auto", mends what can be mended, tells what cannot. */
import type { CheckpointParts } from "@fuseline/data";
import { type Issue, issue, UserError } from "@fuseline/schema";
import { type Curves, decodeCheckpoint, type NamedNumbers, type TrainState } from "./checkpoint.ts";
import { compileGraphs, type TrainGraphs } from "./compile-graphs.ts";
import { findRate } from "./find-rate.ts";
import { LossNotFinite } from "./loss-not-finite.ts";
import { halved, isOutOfMemory } from "./memory-budget.ts";
import { choosePrecision } from "./precision.ts";
import { type ResolvedSettings, resolveSettings } from "./settings.ts";
import type { TrainJob } from "./train-job.ts";
import { LOWER_RATE, Trainer, type TrainOutcome } from "./trainer.ts";

export interface TrainedModel extends TrainOutcome {
  readonly settings: ResolvedSettings;
  /** Count of learnt numbers. */
  readonly size: number;
  readonly issues: readonly Issue[];
}

/**
 * Where memory runs out and the batch was not chosen by the person, it goes on from the last checkpoint by half of it.
 * @throws UserError `loss-not-finite` when the lower rate does not help either, `out-of-memory`; Cancelled when the
 * signal aborts
 */
export async function trainModel(job: TrainJob, node: string): Promise<TrainedModel> {
  const first = decodedCheckpoint(await job.hooks.checkpoint.read());
  const { precision, told } = await choosePrecision(job.settings, { resumed: first, node });
  const contrastive = Object.values(job.sources).every(
    ({ recipe }) => recipe.recipe !== "class-target" && recipe.recipe !== "number-target",
  );
  let settings = resolveSettings(job.settings, {
    trainRows: job.rows.train.length,
    validationRows: job.rows.validation.length,
    contrastive,
    precision,
  });
  const issues = [...told];
  for (let resumed = first; ; resumed = decodedCheckpoint(await job.hooks.checkpoint.read())) {
    const smaller = job.settings.batch === "auto" ? halved(settings) : null;
    try {
      const trained = await trainBy(job, settings, { resumed, node, mustFit: smaller !== null });
      return { ...trained, issues: [...issues, ...trained.issues] };
    } catch (error) {
      if (smaller === null || !isOutOfMemory(error)) throw error;
      issues.push(issue("batch-halved", { node, param: "batch" }, sizes(settings, smaller), "warning"));
      settings = smaller;
    }
  }
}

const sizes = ({ batch }: ResolvedSettings, smaller: ResolvedSettings) => ({ batch, smaller: smaller.batch });

const decodedCheckpoint = (parts: CheckpointParts | null): TrainState | null =>
  parts === null ? null : decodeCheckpoint(parts);

interface Attempt {
  readonly resumed: TrainState | null;
  readonly node: string;
  readonly mustFit: boolean;
}

async function trainBy(
  job: TrainJob,
  chosen: ResolvedSettings,
  { resumed, node, mustFit }: Attempt,
): Promise<TrainedModel> {
  const graphs = await compileGraphs(job, chosen, mustFit);
  const { settings, issues, curves } = await withFoundRate(job, chosen, { graphs, resumed, node });
  const warning = (epoch: number): Issue => ({
    code: "loss-not-finite",
    severity: "warning",
    at: { node, param: "rate" },
    facts: { epoch, rate: settings.rate, lower: settings.rate * LOWER_RATE },
  });
  try {
    const outcome = await new Trainer(job, settings, { graphs, resumed, curves }).run();
    const trained = { ...outcome, size: graphs.parameters };
    if (outcome.loweredIn === null) return { ...trained, settings, issues };
    const rate = settings.rate * LOWER_RATE;
    return { ...trained, settings: { ...settings, rate }, issues: [...issues, warning(outcome.loweredIn)] };
  } catch (error) {
    if (isOutOfMemory(error)) await graphs.close();
    if (!(error instanceof LossNotFinite)) throw error;
    throw new UserError({ ...warning(error.epoch), severity: "error" }, { cause: error });
  }
}

interface RateSearch {
  readonly graphs: TrainGraphs;
  readonly resumed: TrainState | null;
  readonly node: string;
}

/** A training that goes on has its rate already. */
async function withFoundRate(
  job: TrainJob,
  settings: ResolvedSettings,
  { graphs, resumed, node }: RateSearch,
): Promise<{ settings: ResolvedSettings; issues: readonly Issue[]; curves: Curves }> {
  if (!settings.findRate) return { settings, issues: [], curves: {} };
  const { rate, curves } =
    resumed === null
      ? await findRate(job, settings, graphs)
      : { rate: resumed.progress.rate, curves: resumed.curves };
  const told = issue("rate-found", { node, param: "rate" }, { rate }, "hint");
  return { settings: { ...settings, rate }, issues: rate === settings.rate ? [] : [told], curves };
}

export type { NamedNumbers };
