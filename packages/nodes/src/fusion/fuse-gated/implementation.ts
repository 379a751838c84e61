/** Learns whom to trust for each row. */
import { dropout, fuseGated as gated } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { allColumns, allOptional, anyPresence, featuresOf } from "../../define/graph-values.ts";
import { fuseGated } from "./definition.ts";

export const fuseGatedGraph = implement(fuseGated, (g, { params, inputs }) => {
  const parts = featuresOf(inputs.features);
  const { fused } = gated(g, parts, { width: params.width, gate: params.gate });
  const value = dropout(g, fused, params.dropout);
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
