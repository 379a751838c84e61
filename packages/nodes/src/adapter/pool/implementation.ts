/** One vector from many. */
import { pool as poolTokens } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf, maskOf } from "../../define/graph-values.ts";
import { pool } from "./definition.ts";

export const poolGraph = implement(pool, (g, { params, inputs }) => {
  const { mask: _, ...feature } = featureOf(inputs.features);
  const value = poolTokens(g, feature.value, {
    how: params.how,
    mask: maskOf(g, featureOf(inputs.features)),
  });
  return { embedding: { ...feature, shape: "embedding", value } };
});
