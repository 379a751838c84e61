/** From an encoder's parameters to what is read of it and how it learns. */
import type { TuneOptions } from "@fuseline/runtime";
import type { EncoderSpec, ParamsOf, SourceSpec, TunedPart } from "@fuseline/schema";
import type { TUNE } from "./bundles.ts";

type TuneParams = ParamsOf<typeof TUNE>;

/** The encoder's source: as it is where nothing of it learns, so that frozen encoders read as they always did. */
export function tunedSource(encoder: EncoderSpec, params: TuneParams): SourceSpec {
  const trained = trainedPart(params);
  return trained === null ? encoder : { source: "tuned-model", encoder, trained };
}

function trainedPart({ tuning, blocks }: TuneParams): TunedPart | null {
  switch (tuning) {
    case "frozen":
      return null;
    case "head":
      return { part: "head" };
    case "last-blocks":
      return { part: "blocks", blocks };
    case "lora":
    case "full":
      return { part: "all" };
  }
}

export function tuneOptions({
  tuning,
  rank,
  alpha,
  loraTargets,
  rateScale,
  layerDecay,
  stochasticDepth,
}: TuneParams): TuneOptions {
  const lora = tuning === "lora" ? { rank, alpha, targets: loraTargets } : null;
  // A head may be the last layer of a block, which then runs as it does in use.
  return { lora, rateScale, layerDecay, stochasticDepth: tuning === "head" ? 0 : stochasticDepth };
}
