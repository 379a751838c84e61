/** Predicted numbers in standardised units. */
import { dropout, linear } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf, feedOf } from "../../define/graph-values.ts";
import { hiddenLayer } from "../hidden-layer.ts";
import { headRegress } from "./definition.ts";

export const headRegressGraph = implement(headRegress, (g, { params, inputs, sources }) => {
  const feature = featureOf(inputs.features);
  const { info, value: target } = feedOf(sources.target, "number-target");
  const x = dropout(g, hiddenLayer(g, feature.value, params.hidden), params.dropout);
  return {
    value: {
      type: "value",
      value: linear(g, x, info.names.length),
      presence: feature.presence,
      info,
      toleratesMissing: feature.optional === true,
      ...(target === undefined ? {} : { target }),
    },
  };
});
