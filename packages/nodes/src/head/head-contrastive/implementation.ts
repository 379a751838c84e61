/** Two kinds of features in one space: a = l2(W_a x), b = l2(W_b y). */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { l2Normalise, linear } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { featureOf, feedOf } from "../../define/graph-values.ts";
import { headContrastive } from "./definition.ts";

export const headContrastiveGraph = implement(headContrastive, (g, { params, inputs, sources }) => {
  const [first, second] = [featureOf(inputs.a), featureOf(inputs.b)];
  const logScale = g.param(
    "logScale",
    [],
    { kind: "constant", value: Math.log(params.start) },
    { decay: false },
  );
  const key = sources.key === undefined ? undefined : feedOf(sources.key, "pair-key").value;
  const side = (name: string, x: Value): Value => g.scope(name, () => l2Normalise(g, layersOf(g, x, params)));
  return {
    pairs: {
      type: "pairs",
      a: side("a", first.value),
      b: side("b", second.value),
      logScale,
      presence: g.mul(first.presence, second.presence),
      columnsA: first.columns,
      columnsB: second.columns,
      ...(key === undefined ? {} : { key }),
    },
  };
});

function layersOf(
  g: GraphBuilder,
  x: Value,
  { width, layers }: { readonly width: number; readonly layers: number },
): Value {
  let y = x;
  for (let layer = 0; layer < layers; layer++)
    y = linear(g, layer > 0 ? g.gelu(y) : y, width, { scope: `layer${layer}` });
  return y;
}
