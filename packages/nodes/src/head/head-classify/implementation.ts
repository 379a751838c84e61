/** Scores for each class. */
import { dropout, linear } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf, feedOf } from "../../define/graph-values.ts";
import { hiddenLayer } from "../hidden-layer.ts";
import { headClassify } from "./definition.ts";

export const headClassifyGraph = implement(headClassify, (g, { params, inputs, sources }) => {
  const feature = featureOf(inputs.features);
  const { labels, counts, value: target, columns } = feedOf(sources.target, "class-target");
  const x = dropout(g, hiddenLayer(g, feature.value, params.hidden), params.dropout);
  return {
    logits: {
      type: "logits",
      value: linear(g, x, labels.length),
      presence: feature.presence,
      labels,
      counts,
      abstain: params.abstain,
      column: columns[0] ?? "",
      toleratesMissing: feature.optional === true,
      ...(target === undefined ? {} : { target }),
    },
  };
});
