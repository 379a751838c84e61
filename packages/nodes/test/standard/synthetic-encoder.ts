/** A small ready encoder that learns, made up for a test: two layers behind a frozen part that gave four numbers. */
import { compileForward, GraphBuilder, RandomStream } from "@fuseline/autograd";
import { decodeModel } from "@fuseline/autograd/onnx";
import type { EncodedSource, Recipe, RowArray } from "@fuseline/runtime";
import type { SourceSpec } from "@fuseline/schema";

const BOUNDARY = "boundary";
const OUTPUT = "output";
const READ = 4;
const HIDDEN = 5;

interface Sizes {
  readonly width: number;
  readonly length: number;
  readonly rows: number;
  readonly stream: string;
}

type TunedSpec = Extract<SourceSpec, { source: "tuned-model" }>;

export function syntheticEncoder(
  spec: TunedSpec,
  { width, length, rows, stream }: Sizes,
): Omit<EncodedSource, "key"> {
  const sequence = spec.encoder.output === "features";
  const weights = [
    { name: "layer.0.weight", path: "layer.0", dims: [READ, HIDDEN], depth: 1 },
    { name: "layer.1.weight", path: "layer.1", dims: [HIDDEN, width * (sequence ? length : 1)], depth: 2 },
  ];
  const numbers = weights.map(({ name, dims }) => drawn(dims, name));
  const g = new GraphBuilder({ training: false });
  const [low, high] = weights.map(({ name, dims }) => g.param(name, dims, { kind: "zeros" }));
  if (low === undefined || high === undefined) throw new Error("two layers");
  const flat = g.gemm(g.tanh(g.gemm(g.input(BOUNDARY, "float32", ["batch", READ]), low)), high);
  const output = sequence ? g.reshape(flat, ["batch", length, width]) : flat;
  const values = new Map(weights.map(({ name }, i) => [name, numbers[i] ?? new Float32Array()]));
  const model = decodeModel(compileForward({ builder: g, outputs: { [OUTPUT]: output }, values }));
  const array = (dims: readonly number[], data: Float32Array): RowArray => ({
    dtype: "float32",
    dims,
    count: rows,
    data,
  });
  const ones = (dims: readonly number[]) => array(dims, new Float32Array(rows * (dims[0] ?? 1)).fill(1));
  return {
    recipe: recipeOf(spec, width, sequence),
    arrays: { value: array([READ], drawn([rows, READ], stream)), mask: ones([length]), presence: ones([]) },
    learned: { source: { model, weights, blocks: 2 }, trainable: new Set(weights.map(({ name }) => name)) },
  };
}

function recipeOf({ encoder }: TunedSpec, width: number, sequence: boolean): Recipe {
  const column = { column: "read", several: false };
  return {
    recipe: "tuned-model",
    encoder: {
      recipe: "text-model",
      column,
      ref: encoder.model,
      file: { model: "", input: "", output: OUTPUT, width },
      tokenizer: "",
      tokenizerConfig: null,
      inputs: { ids: "ids", mask: null, types: null },
      pooling: sequence ? "features" : "none",
      normalise: false,
      prefix: "",
      maxTokens: 8,
      length: 1,
    },
    prefix: { model: "", output: BOUNDARY, dims: [READ] },
    learned: { model: "", weights: "" },
    length: 1,
    statistics: null,
    augment: null,
  };
}

function drawn(dims: readonly number[], stream: string): Float32Array {
  const random = new RandomStream(stream);
  return Float32Array.from({ length: dims.reduce((size, dim) => size * dim, 1) }, () => random.normal() / 2);
}
