/** How far the number is off. */
import { numberLoss } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { predictionOf, unsupervised } from "../../define/graph-values.ts";
import { lossNumber } from "./definition.ts";

export const lossNumberGraph = implement(lossNumber, (g, { params, inputs, rowWeight }) => {
  const prediction = predictionOf(inputs.value, "value");
  if (prediction.target === undefined) return { loss: unsupervised(g, prediction) };
  const { value, perRow } = numberLoss(
    g,
    { answer: prediction.value, target: prediction.target },
    { how: params.how, delta: params.delta, rowWeight },
  );
  return { loss: { type: "loss", value, perRow, prediction, supervised: true } };
});
