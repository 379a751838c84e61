/** Turns the trainer's parameters into numbers: what "auto" means for this many rows. */
import type { ScheduleKind } from "./schedule.ts";

/** What can be left out, with what it then is. */
export interface TrainOptions {
  /** Tries growing rates before the training and takes the one at which the loss falls fastest. */
  readonly findRate: boolean;
  /** How often the rate starts again at its top, for `restarts`. */
  readonly cycles: number;
  /** Epochs without gain before `plateau` halves the rate. */
  readonly plateau: number;
  /** Which weights decay: matrices and kernels, or biases, norms and embeddings too. */
  readonly decayOf: "matrices" | "all";
  /** Batches whose gradients are added up before the weights move. */
  readonly accumulate: number;
  /** Largest decay of the weights' moving average; 0: none is kept. */
  readonly average: number;
  /** The device of the process, or the processor where that one fails. */
  readonly device: "auto" | "cpu";
  /** What products are computed in: mixed where the device has float16 itself, or as said. */
  readonly precision: "auto" | Precision;
}

/** Mixed: products in float16, weights and sums in float32, with a scaled loss. */
export type Precision = "float32" | "mixed";

const PLAIN: TrainOptions = {
  findRate: false,
  cycles: 3,
  plateau: 2,
  decayOf: "matrices",
  accumulate: 1,
  average: 0,
  device: "auto",
  precision: "auto",
};

export interface TrainSettings extends Partial<TrainOptions> {
  readonly epochs: number | "auto";
  readonly batch: number | "auto";
  readonly rate: number | "auto";
  readonly optimiser: "adamw" | "adam" | "sgd" | "rmsprop";
  readonly schedule: ScheduleKind;
  readonly patience: number;
  readonly keep: "best" | "last" | "average";
  readonly warmup: number;
  readonly weightDecay: number;
  readonly clip: number;
  /** Write a checkpoint after so many epochs. */
  readonly checkpointEvery: number;
  readonly refit: "auto" | "off";
}

export interface ResolvedSettings
  extends Omit<TrainSettings, "epochs" | "batch" | "rate" | "refit" | keyof TrainOptions>,
    Omit<TrainOptions, "precision"> {
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly refit: boolean;
  readonly precision: Precision;
}

const AUTO_STEPS = 400;
const AUTO_EPOCHS = 20;
const SMALLEST_BATCH = 16;
const LARGEST_BATCH = 256;
const LARGEST_CONTRASTIVE_BATCH = 512;
/** Above this many training rows the validation rows are worth more as a check than as examples. */
const REFIT_ROWS = 2000;
const NEW_PARTS_RATE = 1e-3;

export interface TrainFacts {
  readonly trainRows: number;
  readonly validationRows: number;
  readonly contrastive: boolean;
  readonly precision: Precision;
}

export function resolveSettings(chosen: TrainSettings, facts: TrainFacts): ResolvedSettings {
  const settings = { ...PLAIN, ...chosen };
  const batch = settings.batch === "auto" ? autoBatch(facts.trainRows, facts.contrastive) : settings.batch;
  const perEpoch = stepsPerEpoch({ ...settings, batch }, facts.trainRows);
  const epochs =
    settings.epochs === "auto" ? Math.max(AUTO_EPOCHS, Math.ceil(AUTO_STEPS / perEpoch)) : settings.epochs;
  return {
    ...settings,
    batch,
    epochs,
    precision: facts.precision,
    rate: settings.rate === "auto" ? NEW_PARTS_RATE : settings.rate,
    refit: settings.refit === "auto" && facts.trainRows < REFIT_ROWS && facts.validationRows > 0,
  };
}

/** Times the weights move in one pass through the rows. */
export function stepsPerEpoch(
  { batch, accumulate }: Pick<ResolvedSettings, "batch" | "accumulate">,
  rows: number,
): number {
  return Math.max(1, Math.ceil(rows / (batch * accumulate)));
}

/**
 * The largest power of two within a sixteenth of the training rows, 16 to 256. Contrastive losses learn from the
 * strangers in the batch, so theirs may hold a quarter of the rows, up to 512.
 */
function autoBatch(trainRows: number, contrastive: boolean): number {
  const share = contrastive ? trainRows / 4 : trainRows / 16;
  const most = contrastive ? LARGEST_CONTRASTIVE_BATCH : LARGEST_BATCH;
  const power = 2 ** Math.floor(Math.log2(Math.max(share, 1)));
  return Math.min(Math.max(power, SMALLEST_BATCH), most);
}
