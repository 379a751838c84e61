/** Every operator that is rewritten while it is imported, by its ONNX name. All others go to the registry as they are. */
import { ACTIVATION_LOWERINGS } from "./activations.ts";
import { ARITHMETIC_LOWERINGS } from "./arithmetic.ts";
import { AXES_LOWERINGS } from "./axes.ts";
import { FROZEN_LOWERINGS } from "./frozen.ts";
import type { Lowering } from "./lowering.ts";
import { NORMALISATION_LOWERINGS } from "./normalisations.ts";
import { PATTERN_LOWERINGS } from "./patterns.ts";
import { SHAPE_LOWERINGS } from "./shapes.ts";
import { WINDOW_LOWERINGS } from "./windows.ts";

export const LOWERINGS: ReadonlyMap<string, Lowering> = new Map(
  Object.entries({
    ...ACTIVATION_LOWERINGS,
    ...ARITHMETIC_LOWERINGS,
    ...AXES_LOWERINGS,
    ...FROZEN_LOWERINGS,
    ...NORMALISATION_LOWERINGS,
    ...PATTERN_LOWERINGS,
    ...SHAPE_LOWERINGS,
    ...WINDOW_LOWERINGS,
  }),
);
