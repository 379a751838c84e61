/** The graph of a baseline: standardised features, one linear layer, the head. */
import type { GraphBuilder } from "@fuseline/autograd";
import { l2Normalise, linear } from "@fuseline/layers";
import type { BuildGraph, FittedFeed } from "@fuseline/runtime";
import type { Feature, Prediction } from "../../define/graph.ts";
import { allColumns, unsupervised } from "../../define/graph-values.ts";
import { builtGraph } from "../head-draft.ts";
import { asVector, readyFeatures, type WiredFeatures } from "./ready-features.ts";
import type { Solution } from "./solve.ts";
import { type Standardised, standardisedValue } from "./standardised.ts";

/** Name of the answers among the sources of the graph. */
export const TARGET = "target";
const SCOPE = "baseline";

export function baselineGraph(wired: WiredFeatures, parts: readonly Standardised[]): BuildGraph {
  return (g, feeds) => {
    const vectors = readyFeatures(g, wired, feeds).map((feature, wire): Feature => {
      const vector = asVector(g, feature);
      const statistics = parts[wire];
      if (statistics === undefined) throw new Error(`wire ${wire} was not measured`);
      return { ...vector, value: standardisedValue(g, vector, statistics) };
    });
    return builtGraph(unsupervised(g, predictionOf(g, vectors, feeds[TARGET])));
  };
}

/** Values of the parameters that `baselineGraph` declares. */
export function baselineParameters({ weight, bias }: Solution): { readonly [name: string]: Float32Array } {
  return { [`${SCOPE}/weight`]: weight, [`${SCOPE}/bias`]: bias, logScale: Float32Array.of(0) };
}

function predictionOf(
  g: GraphBuilder,
  parts: readonly Feature[],
  target: FittedFeed | undefined,
): Prediction {
  const toleratesMissing = parts.every(({ optional }) => optional === true);
  const joined = g.concat(
    parts.map(({ value }) => value),
    1,
  );
  switch (target?.kind) {
    case "class-target": {
      const { labels, counts, columns } = target;
      const value = linear(g, joined, labels.length, { scope: SCOPE });
      return {
        type: "logits",
        value,
        labels,
        counts,
        abstain: 0,
        column: columns[0] ?? "",
        toleratesMissing,
      };
    }
    case "number-target": {
      const { info } = target;
      const value = linear(g, joined, info.names.length, { scope: SCOPE });
      return { type: "value", value, info, toleratesMissing };
    }
    default:
      return pairsOf(g, parts);
  }
}

/** a = l2(Wx), b = l2(y): the first part is led into the space of the second. */
function pairsOf(g: GraphBuilder, [first, second]: readonly Feature[]): Prediction {
  if (first === undefined || second === undefined) throw new Error("a pair needs two parts");
  return {
    type: "pairs",
    a: l2Normalise(g, linear(g, first.value, second.value.size(1), { scope: SCOPE })),
    b: l2Normalise(g, second.value),
    logScale: g.param("logScale", [], { kind: "zeros" }, { decay: false }),
    presence: g.mul(first.presence, second.presence),
    columnsA: allColumns([first]),
    columnsB: allColumns([second]),
  };
}
