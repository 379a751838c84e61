/** Reading the graph values that arrive at a node: `resolve` has checked their kinds, so a wrong one is our defect. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { FittedFeed } from "@fuseline/runtime";
import type {
  Feature,
  GraphValue,
  Logits,
  LossOutput,
  NumberPrediction,
  Pairs,
  Prediction,
} from "./graph.ts";

type FeedOf<K extends FittedFeed["kind"]> = Extract<FittedFeed, { readonly kind: K }>;

export function feedOf<K extends FittedFeed["kind"]>(
  feed: FittedFeed | undefined,
  ...kinds: readonly K[]
): FeedOf<K> {
  if (feed === undefined || !kinds.some((kind) => kind === feed.kind)) {
    throw new Error(`expected a feed of ${kinds.join(" or ")}, got ${feed?.kind ?? "none"}`);
  }
  return feed as FeedOf<K>;
}

export function featuresOf(values: readonly GraphValue[]): Feature[] {
  return values.map((value) => {
    if (value.type !== "feature") throw new Error(`expected features, got ${value.type}`);
    return value;
  });
}

export function featureOf(values: readonly GraphValue[]): Feature {
  const [feature] = featuresOf(values);
  if (feature === undefined) throw new Error("no feature arrives");
  return feature;
}

interface PredictionByType {
  readonly logits: Logits;
  readonly value: NumberPrediction;
  readonly pairs: Pairs;
}

export function predictionOf<T extends Prediction["type"]>(
  values: readonly GraphValue[],
  type: T,
): PredictionByType[T] {
  const found = values.find((value) => value.type === type);
  if (found === undefined)
    throw new Error(`expected ${type}, got ${values.map((value) => value.type).join(", ") || "none"}`);
  return found as PredictionByType[T];
}

/** The loss of a prediction whose target is not fed: a serving graph ends before it. */
export function unsupervised(g: GraphBuilder, prediction: Prediction): LossOutput {
  const nothing = g.constant(0);
  return { type: "loss", value: nothing, perRow: nothing, prediction, supervised: false };
}

/** float32 [B, L] of ones for features that carry no mask, shaped after presence [B]. */
export function maskOf(g: GraphBuilder, feature: Feature): Value {
  if (feature.mask !== undefined) return feature.mask;
  const ones = g.constant(new Array<number>(feature.value.size(1)).fill(1), [1, feature.value.size(1)]);
  return g.mul(g.unsqueeze(feature.presence, [1]), ones);
}

export function allColumns(features: readonly Feature[]): readonly string[] {
  return [...new Set(features.flatMap(({ columns }) => columns))];
}

/** 1 where any of the parts is there. */
export function anyPresence(g: GraphBuilder, features: readonly Feature[]): Value {
  return features.map(({ presence }) => presence).reduce((most, presence) => g.max(most, presence));
}

/** What is joined can be done without only where every part can. */
export function allOptional(features: readonly Feature[]): { readonly optional?: true } {
  return features.every(({ optional }) => optional === true) ? { optional: true } : {};
}
