/** Trains a model from fulfilled sources: resolves "auto", mends what can be mended, tells what cannot. */
import { type Issue, issue, UserError } from "@fuseline/schema";
import { type Curves, decodeCheckpoint, type NamedNumbers, type TrainState } from "./checkpoint.ts";
import { compileGraphs, type TrainGraphs } from "./compile-graphs.ts";
import { findRate } from "./find-rate.ts";
import { LossNotFinite } from "./loss-not-finite.ts";
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

/** @throws UserError `loss-not-finite` when the lower rate does not help either; Cancelled when the signal aborts. */
export async function trainModel(job: TrainJob, node: string): Promise<TrainedModel> {
  const contrastive = Object.values(job.sources).every(
    ({ recipe }) => recipe.recipe !== "class-target" && recipe.recipe !== "number-target",
  );
  const parts = await job.hooks.checkpoint.read();
  const resumed = parts === null ? null : decodeCheckpoint(parts);
  const { precision, told } = await choosePrecision(job.settings, { resumed, node });
  const chosen = resolveSettings(job.settings, {
    trainRows: job.rows.train.length,
    validationRows: job.rows.validation.length,
    contrastive,
    precision,
  });
  const graphs = await compileGraphs(job, chosen);
  const { settings, issues: found, curves } = await withFoundRate(job, chosen, { graphs, resumed, node });
  const issues = [...told, ...found];
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
