/** What the products of a training are computed in: as chosen, or mixed where the device has float16 itself. */
import { type Issue, issue } from "@fuseline/schema";
import { currentDevice } from "../session/devices.ts";
import { computesInHalf } from "../session/half-precision.ts";
import type { TrainState } from "./checkpoint.ts";
import type { Precision, TrainSettings } from "./settings.ts";

export interface ChosenPrecision {
  readonly precision: Precision;
  /** Where mixed precision was asked for and gains nothing. */
  readonly told: readonly Issue[];
}

/** A training that goes on keeps what it began with: its state holds the scale of the loss, or does not. */
export async function choosePrecision(
  settings: TrainSettings,
  { resumed, node }: { readonly resumed: TrainState | null; readonly node: string },
): Promise<ChosenPrecision> {
  const { precision: wanted = "auto", device: where = "auto" } = settings;
  const device = where === "auto" ? await currentDevice() : where;
  const halves = wanted !== "float32" && (await computesInHalf(device));
  const told =
    wanted === "mixed" && !halves
      ? [issue("half-precision-missing", { node, param: "precision" }, { device }, "hint")]
      : [];
  if (resumed !== null) return { precision: resumed.progress.precision, told };
  // The processor takes float32 for what it cannot do; a graphics card refuses.
  const mixed = halves || (wanted === "mixed" && device === "cpu");
  return { precision: mixed ? "mixed" : "float32", told };
}
