/** Hides random signals while learning. */
import { dropout } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf } from "../../define/graph-values.ts";
import { drop } from "./definition.ts";

export const dropGraph = implement(drop, (g, { params, inputs }) => {
  const feature = featureOf(inputs.features);
  return { features: { ...feature, value: dropout(g, feature.value, params.dropout) } };
});
