/** Chooses which value of an encoder's graph to use, in the order of trust: catalogue, named vectors, tokens, a cut. */
import type { OnnxModel, OnnxNode } from "@fuseline/autograd/onnx";

/** A value of the graph that may be what is wanted; what it really is shows when it has run. */
export interface Candidate {
  readonly value: string;
  /** An output of the file as it is; else the file has to be cut there. */
  readonly isOutput: boolean;
}

/** Vectors made to be compared, before everything that still has to be pooled. */
const VECTOR_NAMES = [
  "image_embeds",
  "text_embeds",
  "image_embeddings",
  "text_embeddings",
  "image_embedding",
  "text_embedding",
  "sentence_embedding",
];
const TOKEN_NAMES = ["last_hidden_state", "token_embeddings", "hidden_states", "encoder_hidden_states"];
const CLASSIFIER_NAMES = /^(logits|scores?|prob(abilitie)?s?|classes|predictions?)$|softmax/i;

export interface ChooseOptions {
  readonly modality: "image" | "text";
  /** Output named by the catalogue. */
  readonly named: string | null;
  /** config.json says that the file ends in a classifier. */
  readonly classifies: boolean;
  /** `pooler_output` of a tower of a two-tower model is its vector; of BERT it is made for another task. */
  readonly trustsPooler: boolean;
}

/** The best source of one vector a cell; null when there is none. */
export function chooseEmbedding(file: OnnxModel, options: ChooseOptions): Candidate | null {
  const outputs = file.graph.outputs.map(({ name }) => name);
  const pick = (names: readonly string[]): string | undefined => names.find((name) => outputs.includes(name));
  const poolers = options.trustsPooler || options.modality === "image" ? ["pooler_output"] : [];
  const chosen =
    pick(options.named === null ? [] : [options.named]) ??
    pick(VECTOR_NAMES) ??
    pick(poolers) ??
    pick(TOKEN_NAMES);
  if (chosen !== undefined) return { value: chosen, isOutput: true };
  const classifier =
    outputs.find((name) => CLASSIFIER_NAMES.test(name)) ?? (options.classifies ? outputs[0] : undefined);
  if (classifier !== undefined) {
    const value = beforeClassifier(file, classifier);
    return value === null ? null : { value, isOutput: outputs.includes(value) };
  }
  const [only] = outputs;
  return only === undefined || outputs.length > 1 ? null : { value: only, isOutput: true };
}

/** The best source of tokens, patches or grid cells; null when there is none. */
export function chooseFeatures(file: OnnxModel, embedding: Candidate): Candidate | null {
  const outputs = file.graph.outputs.map(({ name }) => name);
  const named = TOKEN_NAMES.find((name) => outputs.includes(name));
  if (named !== undefined) return { value: named, isOutput: true };
  const value = beforePooling(file, embedding.value);
  return { value, isOutput: outputs.includes(value) };
}

/** Operators that only move numbers about. */
const CARRIERS = new Set([
  "Identity",
  "Flatten",
  "Reshape",
  "Squeeze",
  "Unsqueeze",
  "Transpose",
  "Cast",
  "Softmax",
  "LogSoftmax",
  "Sigmoid",
  "Dropout",
]);
const PICKERS = new Set(["Gather", "Slice", "Squeeze", "Reshape", "Identity"]);
const SCALERS = new Set(["Add", "Div", "Mul"]);
const PRODUCTS = new Set(["Gemm", "MatMul", "Conv"]);

/** What enters the last layer: the input of the last product with a weight. Null when no such layer is found. */
function beforeClassifier(file: OnnxModel, output: string): string | null {
  const graph = lookup(file);
  const ends: string[] = [];
  const open = [output];
  for (let name = open.pop(), steps = 0; name !== undefined && steps < 64; name = open.pop(), steps++) {
    const node = graph.maker(name);
    if (node === undefined) return null;
    const moving = graph.moving(node);
    const [first] = moving;
    if (first === undefined) return null;
    if (PRODUCTS.has(node.type) && moving.length === 1) ends.push(first);
    else if (CARRIERS.has(node.type)) open.push(first);
    // Two heads whose scores are averaged (distilled models) lead to the same tokens.
    else if (SCALERS.has(node.type)) open.push(...moving);
    else return null;
  }
  const [only] = ends;
  if (ends.length === 1) return only ?? null;
  const sources = new Set(ends.map((end) => walkUp(graph, end, PICKERS)));
  const [source] = sources;
  return sources.size === 1 ? (source ?? null) : (only ?? null);
}

/** From a pooled vector up to what was pooled: past the mean over a grid, or past the choice of one token. */
function beforePooling(file: OnnxModel, value: string): string {
  const graph = lookup(file);
  let name = value;
  for (let steps = 0; steps < 16; steps++) {
    const node = graph.maker(name);
    const moving = node === undefined ? [] : graph.moving(node);
    const [first] = moving;
    if (node === undefined || first === undefined || moving.length !== 1) return value;
    if (["GlobalAveragePool", "ReduceMean", "GlobalMaxPool", "AveragePool", "Gather"].includes(node.type))
      return first;
    if (!CARRIERS.has(node.type) && !["LayerNormalization", "Slice"].includes(node.type)) return value;
    name = first;
  }
  return value;
}

interface Lookup {
  maker(name: string): OnnxNode | undefined;
  /** Inputs that depend on what is fed: neither weights nor made from weights alone. */
  moving(node: OnnxNode): readonly string[];
}

function lookup({ graph }: OnnxModel): Lookup {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const known = new Map(graph.initializers.map(({ name }) => [name, true]));
  const isConstant = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const constant = makers.get(name)?.inputs.every((input) => input === "" || isConstant(input)) ?? false;
    known.set(name, constant);
    return constant;
  };
  return {
    maker: (name) => makers.get(name),
    moving: ({ inputs }) => inputs.filter((input) => input !== "" && !isConstant(input)),
  };
}

function walkUp(graph: Lookup, value: string, types: ReadonlySet<string>): string {
  let name = value;
  for (let node = graph.maker(name); node !== undefined && types.has(node.type); node = graph.maker(name)) {
    const [next] = graph.moving(node);
    if (next === undefined) return name;
    name = next;
  }
  return name;
}
