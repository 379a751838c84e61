/** One ONNX file from the raw outputs of the encoders to answers in the words of the data: pooling, model, meaning. */
import { compileForward, type DType, GraphBuilder, OPSET, type Value } from "@fuseline/autograd";
import { chain, decodeModel, encodeModel, type OnnxModel } from "@fuseline/autograd/onnx";
import { isSupervision } from "../graph/recipe-columns.ts";
import type { Head, Manifest } from "../manifest.ts";
import type { EncoderRecipe, Recipe } from "../recipe.ts";
import { encodedDims, pooled, tokensOf } from "./pooled-inputs.ts";
import type { Fed, PortableAnswer, PortableTensor } from "./portable-manifest.ts";

export interface PortableGraph {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly opset: number;
  readonly inputs: readonly PortableTensor[];
  readonly outputs: readonly PortableTensor[];
  /** Source → input → what it takes. */
  readonly feeds: { readonly [source: string]: { readonly [input: string]: Fed } };
  readonly answer: PortableAnswer;
}

/** @param ranks of the encoders' outputs, by source */
export function portableGraph(
  manifest: Manifest,
  graph: Uint8Array,
  ranks: { readonly [source: string]: number },
): PortableGraph {
  const serving = decodeModel(graph);
  const before = pooling(manifest, ranks);
  const after = meaning(manifest.head);
  const whole = chain([...before.models, serving, ...after.models]);
  return {
    onnx: encodeModel(whole),
    opset: OPSET,
    inputs: whole.graph.inputs.map(tensorOf),
    outputs: whole.graph.outputs.map(tensorOf),
    feeds: before.feeds,
    answer: after.answer,
  };
}

interface Pooling {
  readonly models: readonly OnnxModel[];
  readonly feeds: PortableGraph["feeds"];
}

/** Sources whose encoder is read whole are pooled here; all others feed the serving graph directly. */
function pooling(manifest: Manifest, ranks: { readonly [source: string]: number }): Pooling {
  const g = new GraphBuilder({ training: false });
  const outputs: { [output: string]: Value } = {};
  const feeds: { [source: string]: { [input: string]: Fed } } = {};
  for (const [source, recipe] of Object.entries(manifest.sources)) {
    const bindings = manifest.feeds.filter((feed) => feed.source === source);
    if (isSupervision(recipe) || bindings.length === 0) continue;
    if (!isWholeEncoder(recipe)) {
      feeds[source] = Object.fromEntries(bindings.map(({ input, part }) => [input, fedBy(recipe, part)]));
      continue;
    }
    const presenceName = `${source}/presence`;
    const encoded = g.input(`${source}/encoded`, "float32", encodedDims(source, recipe, ranks[source] ?? 2));
    const presence = g.input(presenceName, "float32", ["batch"]);
    const takesMask = recipe.recipe === "text-model";
    const mask = takesMask ? g.input(`${source}/tokens`, "int64", ["batch", tokensOf(source)]) : null;
    const parts = pooled(g, recipe, { encoded, mask, presence });
    for (const { input, part } of bindings) {
      const value = parts[part];
      if (value !== undefined) outputs[input] = value;
    }
    feeds[source] = {
      [encoded.name]: "encoded",
      ...(mask === null ? {} : { [mask.name]: "mask" as const }),
      [presenceName]: "presence",
    };
  }
  if (Object.keys(outputs).length === 0) return { models: [], feeds };
  const onnx = decodeModel(compileForward({ builder: g, outputs }));
  const taken = new Set(onnx.graph.inputs.map(({ name }) => name));
  const used = Object.entries(feeds).map(([source, fed]) => {
    const wanted = Object.entries(fed).filter(
      ([input]) => taken.has(input) || isFedDirectly(manifest, input),
    );
    return [source, Object.fromEntries(wanted)] as const;
  });
  return { models: [onnx], feeds: Object.fromEntries(used) };
}

function isFedDirectly({ feeds }: Manifest, input: string): boolean {
  return feeds.some((feed) => feed.input === input);
}

function isWholeEncoder(recipe: Recipe): recipe is EncoderRecipe {
  const whole = recipe.recipe === "image-model" || recipe.recipe === "text-model";
  // Several pictures in a list are laid side by side by whoever feeds them.
  return whole && !(recipe.recipe === "image-model" && recipe.several === "list");
}

function fedBy(recipe: Recipe, part: string): Fed {
  switch (part) {
    case "presence":
    case "ids":
    case "mask":
    case "numbers":
    case "missing":
    case "categories":
      return part;
    case "value":
      return recipe.recipe === "pixels" || (recipe.recipe === "tuned-model" && recipe.prefix === null)
        ? "pixels"
        : "encoded";
    default:
      throw new Error(`the serving graph takes ${part}, which has no meaning outside`);
  }
}

interface Meaning {
  readonly models: readonly OnnxModel[];
  readonly answer: PortableAnswer;
}

function meaning(head: Head): Meaning {
  const g = new GraphBuilder({ training: false });
  switch (head.task) {
    case "classes": {
      const { labels, abstain, temperature } = head;
      const logits = g.input(head.output, "float32", ["batch", labels.length]);
      const outputs = { probabilities: g.softmax(g.mul(logits, 1 / temperature), 1) };
      return {
        models: [compiled(g, outputs)],
        answer: { task: "classes", output: "probabilities", labels, abstain },
      };
    }
    case "value": {
      const { names, residuals } = head;
      const numbers = g.input(head.output, "float32", ["batch", names.length]);
      const shifted = (side: 0 | 1): Value =>
        inUnits(
          g,
          g.add(
            numbers,
            row(
              g,
              residuals.map((pair) => pair[side]),
            ),
          ),
          head,
        );
      const outputs = { value: inUnits(g, numbers, head), low: shifted(0), high: shifted(1) };
      return {
        models: [compiled(g, outputs)],
        answer: { task: "value", output: "value", low: "low", high: "high", names },
      };
    }
    case "pairs": {
      const side = ({ output, inputs }: typeof head.a) => ({ output, columns: inputs });
      return { models: [], answer: { task: "pairs", a: side(head.a), b: side(head.b) } };
    }
  }
}

/** x·scale + mean, and e to that where the logarithm was learnt. */
function inUnits(g: GraphBuilder, standardised: Value, head: Extract<Head, { task: "value" }>): Value {
  const plain = g.add(g.mul(standardised, row(g, head.scale)), row(g, head.mean));
  if (!head.log.includes(true)) return plain;
  const logs = row(g, head.log.map(Number));
  return g.where(g.greater(logs, 0.5), g.exp(plain), plain);
}

function row(g: GraphBuilder, numbers: readonly number[]): Value {
  return g.constant(numbers, [1, numbers.length]);
}

function compiled(g: GraphBuilder, outputs: { readonly [name: string]: Value }): OnnxModel {
  return decodeModel(compileForward({ builder: g, outputs }));
}

const DTYPES: { readonly [code: number]: DType } = { 1: "float32", 2: "uint8", 7: "int64" };

function tensorOf({ name, elementType, dims }: OnnxModel["graph"]["inputs"][number]): PortableTensor {
  return {
    name,
    dtype: DTYPES[elementType] ?? String(elementType),
    dims: (dims ?? []).map((dim) => dim ?? "any"),
  };
}
