/** Lowers the rate when nothing gets better for a while; which epochs those were is part of the progress. */
import type { TrainProgress } from "./checkpoint.ts";
import type { ResolvedSettings } from "./settings.ts";

type PlateauState = Pick<TrainProgress, "dropEpochs" | "sinceDrop">;

/** Counts as PyTorch's ReduceLROnPlateau does: the rate falls after more than `plateau` epochs without gain. */
export function plateauAfter(
  { schedule, plateau }: Pick<ResolvedSettings, "schedule" | "plateau">,
  { epoch, better, dropEpochs, sinceDrop }: PlateauState & Pick<TrainProgress, "epoch"> & { better: boolean },
): PlateauState {
  if (schedule !== "plateau") return { dropEpochs, sinceDrop };
  const since = better ? 0 : sinceDrop + 1;
  return since <= plateau
    ? { dropEpochs, sinceDrop: since }
    : { dropEpochs: [...dropEpochs, epoch], sinceDrop: 0 };
}
