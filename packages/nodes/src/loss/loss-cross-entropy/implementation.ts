/** Punishes confidence in a wrong class. */
import { balancedWeights, crossEntropy } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { predictionOf, unsupervised } from "../../define/graph-values.ts";
import { lossCrossEntropy } from "./definition.ts";

export const lossCrossEntropyGraph = implement(lossCrossEntropy, (g, { params, inputs, rowWeight }) => {
  const prediction = predictionOf(inputs.logits, "logits");
  if (prediction.target === undefined) return { loss: unsupervised(g, prediction) };
  const { value, perRow } = crossEntropy(
    g,
    { logits: prediction.value, target: prediction.target },
    {
      smoothing: params.smoothing,
      classWeights: params.classWeights === "balanced" ? balancedWeights(prediction.counts) : undefined,
      rowWeight,
    },
  );
  return { loss: { type: "loss", value, perRow, prediction, supervised: true } };
});
