/** Changes the size of features. */
import { activate, dropout, linear } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf } from "../../define/graph-values.ts";
import { project } from "./definition.ts";

export const projectGraph = implement(project, (g, { params, inputs }) => {
  const feature = featureOf(inputs.features);
  let value = feature.value;
  for (let layer = 0; layer < params.layers; layer++) {
    if (layer > 0) value = activate(g, value, params.activation);
    value = linear(g, value, params.width, { scope: `layer${layer}` });
  }
  return { features: { ...feature, value: dropout(g, value, params.dropout) } };
});
