/**
 * The features that are wired into a baseline, as far as they are ready: a block that would have to learn first is
 * replaced by what it reads, so that a table encoder gives its columns, categories one by one.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { pool } from "@fuseline/layers";
import type { FittedFeed } from "@fuseline/runtime";
import { issue, type StepGraph, UserError } from "@fuseline/schema";
import { buildGraph, type PartBuilt } from "../../define/build-graph.ts";
import type { Feature, GraphValue } from "../../define/graph.ts";
import { allColumns, anyPresence, featuresOf, maskOf } from "../../define/graph-values.ts";
import { graphImplementations } from "../../graph-implementations.ts";

export interface WiredFeatures extends StepGraph {
  readonly outputs: { readonly [port: string]: readonly { readonly node: string; readonly port: string }[] };
}

type Feeds = { readonly [source: string]: FittedFeed };

/** One vector a row for every wire, in order. @throws UserError `baseline-must-learn` */
export function readyFeatures(g: GraphBuilder, wired: WiredFeatures, feeds: Feeds): readonly Feature[] {
  const replace = (built: PartBuilt): PartBuilt["outputs"] =>
    built.learns ? standIns(g, built) : built.outputs;
  const recipe = { parts: wired.parts, implementations: graphImplementations, replace };
  const outputOf = buildGraph(g, recipe, { feeds, rowWeight: g.constant(1) });
  return featuresOf((wired.outputs.features ?? []).map(outputOf));
}

function standIns(g: GraphBuilder, { part, inputs, sources, outputs }: PartBuilt): PartBuilt["outputs"] {
  const features = featuresOf(Object.values(inputs).flat());
  const read = Object.values(sources).map((feed) => readyFeature(g, feed, part.node));
  const [first, ...others] = [...features, ...read];
  if (first === undefined) throw new UserError(issue("baseline-must-learn", { node: part.node }, {}));
  const ready = others.length === 0 ? first : joined(g, [first, ...others]);
  return Object.fromEntries(
    Object.entries(outputs).map(([port, value]) => [
      port,
      value === undefined ? value : shaped(g, ready, value),
    ]),
  );
}

/** One vector a row from a source. */
function readyFeature(g: GraphBuilder, feed: FittedFeed, node: string): Feature {
  switch (feed.kind) {
    case "vector":
      return { type: "feature", shape: "embedding", ...feed };
    case "sequence":
      return { type: "feature", shape: "sequence", ...feed };
    case "table":
      // A rare value must not weigh as much as a frequent one, so 0 and 1 stay 0 and 1.
      return { type: "feature", shape: "embedding", ...feed, value: tableVector(g, feed), scaled: true };
    // A ready encoder is built as it came, so nothing of it learns and it never has to be replaced.
    case "encoder":
    case "tokens":
    case "pixels":
    case "class-target":
    case "number-target":
    case "pair-key":
      throw new UserError(issue("baseline-must-learn", { node }, {}));
  }
}

/** Numbers, which of them are missing, and one number for every value of a category. */
function tableVector(g: GraphBuilder, table: Extract<FittedFeed, { kind: "table" }>): Value {
  const { numbers, missing, categories, cardinalities } = table;
  const ones = categories === null ? [] : oneHot(g, categories, cardinalities);
  return g.concat(
    [...(numbers === null ? [] : [numbers]), ...(missing === null ? [] : [missing]), ...ones],
    1,
  );
}

function oneHot(g: GraphBuilder, categories: Value, cardinalities: readonly number[]): Value[] {
  const columns = g.split(
    categories,
    cardinalities.map(() => 1),
    1,
  );
  return columns.map((column, place) => g.oneHot(g.squeeze(column, [1]), cardinalities[place] ?? 1));
}

function joined(g: GraphBuilder, features: readonly Feature[]): Feature {
  const vectors = features.map((feature) => asVector(g, feature));
  return {
    type: "feature",
    shape: "embedding",
    value: g.concat(
      vectors.map(({ value, presence }) => g.mul(value, g.unsqueeze(presence, [1]))),
      1,
    ),
    presence: anyPresence(g, vectors),
    columns: allColumns(features),
  };
}

/** The mean of a sequence. */
export function asVector(g: GraphBuilder, feature: Feature): Feature {
  if (feature.shape === "embedding") return feature;
  const { mask: _, ...rest } = feature;
  const value = pool(g, feature.value, { how: "mean", mask: maskOf(g, feature) });
  return { ...rest, shape: "embedding", value };
}

/** A later block that asks for a list gets a list of one. */
function shaped(g: GraphBuilder, ready: Feature, replaced: GraphValue): GraphValue {
  if (replaced.type !== "feature") throw new Error(`${replaced.type} cannot be replaced by features`);
  if (replaced.shape !== "sequence") return asVector(g, ready);
  if (ready.shape === "sequence") return ready;
  const value = g.unsqueeze(ready.value, [1]);
  return { ...ready, shape: "sequence", value, mask: g.unsqueeze(ready.presence, [1]) };
}
