/**
 * The example of a graph node as something that trains: its inputs come from made-up sources, and what it gives goes to
 * a loss through the product's own head and loss nodes, as far as the node is none of these itself.
 */
import type { GraphBuilder, Parameter, Value } from "@fuseline/autograd";
import { linear } from "@fuseline/layers";
import type { BuildGraph, EncodedSource, FittedFeed, TrainJob } from "@fuseline/runtime";
import { type Inferred, type Json, type PortType, parseParams, type SourceSpec } from "@fuseline/schema";
import type { Feature, GraphValue, LossOutput, Prediction } from "../../src/define/graph.ts";
import { maskOf } from "../../src/define/graph-values.ts";
import type { DefinedNode } from "../../src/define/node.ts";
import { graphImplementations } from "../../src/graph-implementations.ts";
import { builtGraph } from "../../src/train/head-draft.ts";
import { SIZES, syntheticSource, vectorSource } from "./synthetic-sources.ts";

export const ROWS = 6;
const ROW_NUMBERS = Array.from({ length: ROWS }, (_, row) => row);

export interface Example {
  readonly name: string;
  readonly definition: DefinedNode;
  readonly params: { readonly [name: string]: Json };
}

/** The example as it is declared, and once more for every option of every choice that it shows. */
export function examplesOf(definition: DefinedNode): readonly Example[] {
  const declared = parsed(definition, definition.example.params ?? {});
  const varied = Object.entries(definition.params).flatMap(([name, field]) => {
    if (field.field !== "choice") return [];
    const shown = field.when === undefined || field.when.is.includes(String(declared[field.when.param]));
    const options = shown ? field.options.map(({ value }) => value) : [];
    return options
      .filter((value) => value !== declared[name])
      .map((value) => ({
        name: `${definition.kind}, ${name} ${value}`,
        definition,
        params: parsed(definition, { ...definition.example.params, [name]: value }),
      }));
  });
  return [{ name: definition.kind, definition, params: declared }, ...varied];
}

function parsed(definition: DefinedNode, params: { readonly [name: string]: Json }) {
  const { values, issues } = parseParams(definition.params, params, "example");
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return values;
}

export interface ExampleJob {
  readonly job: TrainJob;
  readonly inferred: Inferred;
  /** Graph output that carries each port of the node. */
  readonly ports: ReadonlyMap<string, string>;
  /** Weights of the training graph, once it was built. */
  learnt(): readonly Parameter[];
}

/** @param epochs steps, since a batch holds every row */
export function exampleJob(example: Example, epochs: number): ExampleJob {
  const { definition, params } = example;
  const arriving = Object.keys(definition.inputs).map((port): [string, readonly PortType[]] => [
    port,
    definition.example.inputs?.[port] ?? [],
  ]);
  const context = { node: "example", params, inputs: Object.fromEntries(arriving) };
  const specs = definition.sources?.(context) ?? {};
  const ports = new Map<string, string>();
  let learnt: readonly Parameter[] = [];
  const build = buildOf(example, { arriving, specs, ports });
  return {
    inferred: definition.infer(context),
    ports,
    learnt: () => learnt,
    job: {
      build: (g, feeds, rowWeight) => {
        const built = build(g, feeds, rowWeight);
        if (g.training) learnt = g.parameters.filter(({ trainable }) => trainable);
        return built;
      },
      sources: sourcesOf(arriving, specs),
      rows: { train: ROW_NUMBERS, validation: ROW_NUMBERS, test: [] },
      weights: null,
      settings: {
        epochs,
        batch: ROWS,
        rate: 0.02,
        optimiser: "adam",
        schedule: "constant",
        patience: 0,
        keep: "last",
        warmup: 0,
        weightDecay: 0,
        clip: 0,
        checkpointEvery: epochs,
        refit: "off",
      },
      seed: "seed",
      hooks: {
        signal: new AbortController().signal,
        stopRequested: () => false,
        metric: () => undefined,
        progress: () => undefined,
        checkpoint: { read: async () => null, write: async () => undefined },
      },
    },
  };
}

type Arriving = readonly (readonly [string, readonly PortType[]])[];
type Specs = { readonly [name: string]: SourceSpec };
type Feeds = { readonly [source: string]: FittedFeed };

const COLUMN = { node: "", column: "answer", modality: "category", several: false, transforms: [] } as const;
/** What the surroundings of the node need. */
const ANSWERS: Specs = {
  "answers.class": { source: "class-target", column: COLUMN },
  "answers.number": { source: "number-target", columns: [{ ...COLUMN, modality: "number" }], scale: "auto" },
};

function sourcesOf(arriving: Arriving, specs: Specs): { [name: string]: EncodedSource } {
  const sources: { [name: string]: EncodedSource } = {};
  for (const [port, types] of arriving) {
    types.forEach((type, wire) => {
      const stream = `${port}.${wire}`;
      const dims = featureDims(type);
      if (dims !== null) sources[stream] = vectorSource(dims, { rows: ROWS, stream });
    });
  }
  for (const [name, spec] of Object.entries({ ...specs, ...ANSWERS }))
    sources[name] = syntheticSource(spec, { rows: ROWS, stream: name });
  return sources;
}

/** Sizes of the features behind a wire: its own, or those that a prediction is made from. */
function featureDims(type: PortType): readonly number[] | null {
  switch (type.kind) {
    case "embedding":
    case "sequence":
      return type.dims.slice(1).map((dim) => (typeof dim === "number" ? dim : SIZES.D));
    case "logits":
    case "value":
    case "pairs":
      return [SIZES.D];
    default:
      return null;
  }
}

interface Building {
  readonly arriving: Arriving;
  readonly specs: Specs;
  readonly ports: Map<string, string>;
}

function buildOf({ definition, params }: Example, { arriving, specs, ports }: Building): BuildGraph {
  const implementation = graphImplementations.get(definition.kind);
  if (implementation === undefined) throw new Error(`no implementation of ${definition.kind}`);
  return (g, feeds, rowWeight) => {
    const inputs = arriving.map(([port, types]) => [
      port,
      types.flatMap((type, wire) => inputOf(g, { type, feeds, stream: `${port}.${wire}` })),
    ]);
    const outputs = g.scope("node", () =>
      implementation.build(g, {
        params: params as never,
        inputs: Object.fromEntries(inputs),
        sources: Object.fromEntries(Object.keys(specs).map((name) => [name, feed(feeds, name)])),
        training: g.training,
        rowWeight,
      }),
    );
    const given = Object.entries(outputs).flatMap(([port, value]): [string, GraphValue][] =>
      value === undefined ? [] : [[port, value]],
    );
    const built = builtGraph(lossOf(g, { given: given.map(([, value]) => value), feeds, rowWeight }));
    const shown = given.flatMap(([port, value]) => {
      const shape = value.type === "pairs" ? value.a : value.type === "loss" ? undefined : value.value;
      if (shape === undefined) return [];
      ports.set(port, `port ${port}`);
      return [[`port ${port}`, shape] as const];
    });
    return { ...built, outputs: { ...built.outputs, ...Object.fromEntries(shown) } };
  };
}

function feed(feeds: Feeds, name: string): FittedFeed {
  const found = feeds[name];
  if (found === undefined) throw new Error(`${name} is not fed`);
  return found;
}

interface Wire {
  readonly type: PortType;
  readonly feeds: Feeds;
  readonly stream: string;
}

/** Columns and tokens come to a graph as sources, not as values. */
function inputOf(g: GraphBuilder, { type, feeds, stream }: Wire): readonly GraphValue[] {
  const source = feeds[stream];
  if (source === undefined) return [];
  const feature = featureOf(source);
  return g.scope(`before ${stream}`, (): readonly GraphValue[] => {
    switch (type.kind) {
      case "logits":
      case "value":
      case "pairs":
        return [predictionFrom(g, { kind: type.kind, feature, feeds })];
      default:
        return [feature];
    }
  });
}

function featureOf(source: FittedFeed): Feature {
  if (source.kind === "vector") return { type: "feature", shape: "embedding", ...source };
  if (source.kind === "sequence") return { type: "feature", shape: "sequence", ...source };
  throw new Error(`${source.kind} is no feature`);
}

interface Asked {
  readonly kind: "logits" | "value" | "pairs";
  readonly feature: Feature;
  readonly feeds: Feeds;
}

function predictionFrom(g: GraphBuilder, { kind, feature, feeds }: Asked): Prediction {
  const head = { logits: "head-classify", value: "head-regress", pairs: "head-contrastive" }[kind];
  const target = feed(feeds, kind === "value" ? "answers.number" : "answers.class");
  const params = { hidden: 16, dropout: 0, abstain: 0, width: 16, layers: 1, start: 14.3, scale: "auto" };
  const inputs = kind === "pairs" ? { a: [feature], b: [feature] } : { features: [feature] };
  const outputs = graphImplementations.get(head)?.build(g, {
    params: params as never,
    inputs,
    sources: kind === "pairs" ? {} : { target },
    training: g.training,
    rowWeight: g.constant(1),
  });
  const [prediction] = Object.values(outputs ?? {});
  if (prediction === undefined || prediction.type === "feature" || prediction.type === "loss")
    throw new Error(`${head} gave no prediction`);
  return prediction;
}

interface Given {
  readonly given: readonly GraphValue[];
  readonly feeds: Feeds;
  readonly rowWeight: Value;
}

/** Features go through a classifier, answers through the loss that fits them. */
function lossOf(g: GraphBuilder, { given, feeds, rowWeight }: Given): LossOutput {
  const [first] = given;
  if (first === undefined) throw new Error("the node gave nothing");
  if (first.type === "loss") return first;
  return g.scope("after", () => {
    const prediction =
      first.type === "feature"
        ? predictionFrom(g, { kind: "logits", feature: together(g, given), feeds })
        : first;
    const kind = { logits: "loss-cross-entropy", value: "loss-number", pairs: "loss-contrastive" } as const;
    const params = { smoothing: 0, classWeights: "none", how: "squared", delta: 1 };
    const outputs = graphImplementations.get(kind[prediction.type])?.build(g, {
      params: params as never,
      inputs: { [prediction.type]: [prediction] },
      sources: {},
      training: g.training,
      rowWeight,
    });
    const loss = outputs?.loss;
    if (loss?.type !== "loss") throw new Error("no loss");
    return loss;
  });
}

/** Every output flattened and side by side, so that each of them must learn. */
function together(g: GraphBuilder, given: readonly GraphValue[]): Feature {
  const features = given.flatMap((value) => (value.type === "feature" ? [value] : []));
  const [first] = features;
  if (first === undefined) throw new Error("no feature");
  const flat = features.map((feature) => {
    if (feature.shape === "embedding")
      return linear(g, feature.value, 8, { scope: `of ${features.indexOf(feature)}` });
    const masked = g.mul(feature.value, g.unsqueeze(maskOf(g, feature), [2]));
    const size = feature.value.size(1) * feature.value.size(2);
    return linear(g, g.reshape(masked, [-1, size]), 8, { scope: `of ${features.indexOf(feature)}` });
  });
  const { mask: _, ...rest } = first;
  return { ...rest, shape: "embedding", value: g.concat(flat, 1) };
}
