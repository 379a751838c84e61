/** Trains a model from fulfilled sources: resolves "auto", mends what can be mended, tells what cannot. */
import { type Issue, UserError } from "@fuseline/schema";
import type { NamedNumbers } from "./checkpoint.ts";
import { compileGraphs } from "./compile-graphs.ts";
import { LossNotFinite } from "./loss-not-finite.ts";
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
  const settings = resolveSettings(job.settings, {
    trainRows: job.rows.train.length,
    validationRows: job.rows.validation.length,
    contrastive,
  });
  const warning = (epoch: number): Issue => ({
    code: "loss-not-finite",
    severity: "warning",
    at: { node, param: "rate" },
    facts: { epoch, rate: settings.rate, lower: settings.rate * LOWER_RATE },
  });
  const graphs = await compileGraphs(job, settings);
  try {
    const outcome = await new Trainer(job, settings, graphs).run();
    const trained = { ...outcome, size: graphs.parameters };
    if (outcome.loweredIn === null) return { ...trained, settings, issues: [] };
    const rate = settings.rate * LOWER_RATE;
    return { ...trained, settings: { ...settings, rate }, issues: [warning(outcome.loweredIn)] };
  } catch (error) {
    if (!(error instanceof LossNotFinite)) throw error;
    throw new UserError({ ...warning(error.epoch), severity: "error" }, { cause: error });
  }
}

export type { NamedNumbers };
