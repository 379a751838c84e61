/** Turns the trainer's parameters into numbers: what "auto" means for this many rows. */

export interface TrainSettings {
  readonly epochs: number | "auto";
  readonly batch: number | "auto";
  readonly rate: number | "auto";
  readonly optimiser: "adamw" | "adam" | "sgd" | "rmsprop";
  readonly schedule: "cosine" | "constant";
  readonly patience: number;
  readonly keep: "best" | "last" | "average";
  readonly warmup: number;
  readonly weightDecay: number;
  readonly clip: number;
  /** Write a checkpoint after so many epochs. */
  readonly checkpointEvery: number;
  readonly refit: "auto" | "off";
}

export interface ResolvedSettings extends Omit<TrainSettings, "epochs" | "batch" | "rate" | "refit"> {
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly refit: boolean;
}

const AUTO_STEPS = 400;
const AUTO_EPOCHS = 20;
const SMALLEST_BATCH = 16;
const LARGEST_BATCH = 256;
const LARGEST_CONTRASTIVE_BATCH = 512;
/** Above this many training rows the validation rows are worth more as a check than as examples. */
const REFIT_ROWS = 2000;
const NEW_PARTS_RATE = 1e-3;

export function resolveSettings(
  settings: TrainSettings,
  facts: { readonly trainRows: number; readonly validationRows: number; readonly contrastive: boolean },
): ResolvedSettings {
  const batch = settings.batch === "auto" ? autoBatch(facts.trainRows, facts.contrastive) : settings.batch;
  const stepsPerEpoch = Math.max(1, Math.ceil(facts.trainRows / batch));
  const epochs =
    settings.epochs === "auto"
      ? Math.max(AUTO_EPOCHS, Math.ceil(AUTO_STEPS / stepsPerEpoch))
      : settings.epochs;
  return {
    ...settings,
    batch,
    epochs,
    rate: settings.rate === "auto" ? NEW_PARTS_RATE : settings.rate,
    refit: settings.refit === "auto" && facts.trainRows < REFIT_ROWS && facts.validationRows > 0,
  };
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
