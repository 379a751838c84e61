/** Puts vectors side by side. */
import { fuseConcat as concat, dropout } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { allColumns, allOptional, anyPresence, featuresOf } from "../../define/graph-values.ts";
import { fuseConcat } from "./definition.ts";

export const fuseConcatGraph = implement(fuseConcat, (g, { params, inputs }) => {
  const parts = featuresOf(inputs.features);
  const value = dropout(
    g,
    concat(g, parts, { width: params.width, activation: params.activation }),
    params.dropout,
  );
  return {
    fused: {
      type: "feature",
      shape: "embedding",
      value,
      presence: anyPresence(g, parts),
      columns: allColumns(parts),
      ...allOptional(parts),
    },
  };
});
