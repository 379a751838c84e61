/** Every operator that is rewritten while it is imported, by its ONNX name. All others go to the registry as they are. */
import { ACTIVATION_LOWERINGS } from "./activations.ts";
import { EXTRA_OUTPUTS } from "./extra-outputs.ts";
import { FROZEN_LOWERINGS } from "./frozen.ts";
import type { Lowering } from "./lowering.ts";
import { NORMALISATION_LOWERINGS } from "./normalisations.ts";
import { OLDER_FORMS } from "./older-forms.ts";
import { PATTERN_LOWERINGS } from "./patterns.ts";

export const LOWERINGS: ReadonlyMap<string, Lowering> = new Map(
  Object.entries({
    ...ACTIVATION_LOWERINGS,
    ...EXTRA_OUTPUTS,
    ...FROZEN_LOWERINGS,
    ...NORMALISATION_LOWERINGS,
    ...OLDER_FORMS,
    ...PATTERN_LOWERINGS,
  }),
);
