/** Brings features to a common scale. */
import { l2Normalise, layerNorm, rmsNorm } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf } from "../../define/graph-values.ts";
import { normalise } from "./definition.ts";

export const normaliseGraph = implement(normalise, (g, { params, inputs }) => {
  const feature = featureOf(inputs.features);
  const normalised = {
    layer: () => layerNorm(g, feature.value, "layer"),
    rms: () => rmsNorm(g, feature.value, "rms"),
    l2: () => l2Normalise(g, feature.value),
  };
  return { features: { ...feature, value: normalised[params.how]() } };
});
