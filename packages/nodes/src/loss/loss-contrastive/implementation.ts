/** Pairs nearer, strangers farther. */
import { contrastive } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { predictionOf, unsupervised } from "../../define/graph-values.ts";
import { lossContrastive } from "./definition.ts";

export const lossContrastiveGraph = implement(lossContrastive, (g, { inputs, rowWeight }) => {
  const prediction = predictionOf(inputs.pairs, "pairs");
  // Serving has no batch to compare within: its size is not even known.
  if (typeof prediction.a.dim(0) !== "number") return { loss: unsupervised(g, prediction) };
  const { value, perRow } = contrastive(g, prediction, {
    key: prediction.key,
    rowWeight: g.mul(rowWeight, prediction.presence),
  });
  return { loss: { type: "loss", value, perRow, prediction, supervised: true } };
});
