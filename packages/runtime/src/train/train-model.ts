/** Trains a model from fulfilled sources: resolves "auto", mends what can be mended, tells what cannot. */
import { type Issue, UserError } from "@fuseline/schema";
import type { NamedNumbers } from "./checkpoint.ts";
import { compileGraphs } from "./compile-graphs.ts";
import { LossNotFinite } from "./loss-not-finite.ts";
import { type ResolvedSettings, resolveSettings } from "./settings.ts";
import type { TrainJob } from "./train-job.ts";
import { Trainer, type TrainOutcome } from "./trainer.ts";

export interface TrainedModel extends TrainOutcome {
  readonly settings: ResolvedSettings;
  /** Count of learnt numbers. */
  readonly size: number;
  readonly issues: readonly Issue[];
}

/** A rate that blew up is tried once more at a tenth. */
const LOWER_RATE = 0.1;

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
  try {
    return await attempt(job, settings, []);
  } catch (error) {
    if (!(error instanceof LossNotFinite)) throw error;
    const lower = { ...settings, rate: settings.rate * LOWER_RATE };
    const facts = { epoch: error.epoch, rate: settings.rate, lower: lower.rate };
    const warning: Issue = {
      code: "loss-not-finite",
      severity: "warning",
      at: { node, param: "rate" },
      facts,
    };
    try {
      return await attempt(job, lower, [warning]);
    } catch (again) {
      if (!(again instanceof LossNotFinite)) throw again;
      throw new UserError(
        { ...warning, severity: "error", facts: { ...facts, epoch: again.epoch } },
        { cause: again },
      );
    }
  }
}

async function attempt(
  job: TrainJob,
  settings: ResolvedSettings,
  issues: readonly Issue[],
): Promise<TrainedModel> {
  const graphs = await compileGraphs(job, settings);
  const outcome = await new Trainer(job, settings, graphs).run();
  return { ...outcome, settings, size: graphs.parameters, issues };
}

export type { NamedNumbers };
