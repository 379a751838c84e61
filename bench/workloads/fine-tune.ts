/** Encoders read from ONNX files that learn in part, low-rank adapters or last blocks, under a new head. */
import {
  compileForward,
  GraphBuilder,
  initialise,
  type ParameterOptions,
  type TrainStep,
  type Value,
} from "@fuseline/autograd";
import { type ImportedWeight, importGraph, type WeightedProduct } from "@fuseline/autograd/onnx";
import { pool, textTransformer, vit } from "@fuseline/layers";
import { prepareEncoder } from "@fuseline/runtime";
import { classTensor, normalTensor, prefixMask } from "../random-batch.ts";
import { classifierStep, type Workload } from "./workload.ts";

const ROWS = 32;
const CLASSES = 10;
const RANK = 8;
const ALPHA = 16;
const POOLED = "pooled";
const LENGTH = 128;
const VOCABULARY = 30_522;
const PICTURE = 224;

interface Encoder {
  readonly dims: { readonly [input: string]: readonly number[] };
  readonly blocks: number;
  /** Builds the encoder's vectors, [batch, D]. */
  build(g: GraphBuilder): Value;
  batch(): ReturnType<Workload["batch"]>;
}

const miniLm: Encoder = {
  dims: { ids: [LENGTH], mask: [LENGTH] },
  blocks: 6,
  build: (g) => {
    const ids = g.input("ids", "int64", ["batch", LENGTH]);
    const mask = g.input("mask", "float32", ["batch", LENGTH]);
    const shape = { vocabulary: VOCABULARY, width: 384, heads: 12, layers: 6, mlpRatio: 4 };
    const tokens = textTransformer(g, { ids, mask }, { ...shape, position: "learned" });
    return pool(g, tokens, { how: "mean", mask });
  },
  batch: () => ({
    ids: classTensor("ids", [ROWS, LENGTH], VOCABULARY),
    mask: prefixMask("mask", [ROWS, LENGTH], 32),
  }),
};

/** CLIP ViT-B/32's picture side in size: 12 blocks of 768 over 49 patches. */
const clipVision: Encoder = {
  dims: { pixels: [3, PICTURE, PICTURE] },
  blocks: 12,
  build: (g) => {
    const pixels = g.input("pixels", "float32", ["batch", 3, PICTURE, PICTURE]);
    const shape = { patch: 32, width: 768, heads: 12, layers: 12, mlpRatio: 4 };
    return g.reduceMean(vit(g, pixels, shape), [1]);
  },
  batch: () => ({ pixels: normalTensor("pixels", [ROWS, 3, PICTURE, PICTURE]) }),
};

interface Tuning {
  readonly parameter?: (weight: ImportedWeight) => ParameterOptions;
  readonly adapt?: (product: WeightedProduct) => Value;
}

async function tunedStep(encoder: Encoder, tuning: Tuning): Promise<TrainStep> {
  const file = new GraphBuilder({ training: false });
  const pooled = encoder.build(file);
  const values = initialise(file.parameters, "bench");
  const bytes = compileForward({ builder: file, outputs: { [POOLED]: pooled }, values });
  const source = await prepareEncoder({
    model: "bench",
    file: "bench.onnx",
    bytes,
    outputs: [POOLED],
    dims: encoder.dims,
  });
  const g = new GraphBuilder({ training: true });
  const batch = Object.entries(encoder.batch());
  const inputs = Object.fromEntries(
    batch.map(([name, { type, dims }]) => [name, g.input(name, type as "float32" | "int64", dims)]),
  );
  const imported = importGraph({ builder: g, source, inputs, ...tuning });
  const vectors = imported.outputs.get(POOLED);
  if (vectors === undefined) throw new Error("the encoder gave no vectors");
  return classifierStep(g, vectors, CLASSES);
}

function lowRank({ g, x, y, weight, transposed }: WeightedProduct): Value {
  if (!weight.name.includes("attention")) return y;
  const [rows = 1, columns = 1] = weight.dims;
  const [inside, out] = transposed ? [columns, rows] : [rows, columns];
  const init = { kind: "truncatedNormal", std: 1 / Math.sqrt(inside) } as const;
  const down = g.param(`${weight.name}/down`, [inside, RANK], init);
  const up = g.param(`${weight.name}/up`, [RANK, out], { kind: "zeros" });
  return g.add(y, g.mul(g.matmul(g.matmul(x, down), up), ALPHA / RANK));
}

function lastBlocks({ blocks }: Encoder, count: number): (weight: ImportedWeight) => ParameterOptions {
  const trained = Array.from({ length: count }, (_, i) => `block${blocks - 1 - i}/`);
  return ({ name }) => ({
    trainable: name.startsWith("norm/") || trained.some((block) => name.startsWith(block)),
  });
}

function workload(name: string, encoder: Encoder, tuning: Tuning): Workload {
  return {
    name,
    rows: ROWS,
    steps: 1,
    rate: 1e-3,
    build: () => tunedStep(encoder, tuning),
    batch: () => ({ ...encoder.batch(), target: classTensor("target", [ROWS], CLASSES) }),
  };
}

export const miniLmLora = workload("minilm-lora", miniLm, { adapt: lowRank });
export const miniLmLastBlock = workload("minilm-last-block", miniLm, { parameter: lastBlocks(miniLm, 1) });
export const clipLora = workload("clip-vision-b32-lora", clipVision, { adapt: lowRank });
export const clipLastBlocks = workload("clip-vision-b32-last-2", clipVision, {
  parameter: lastBlocks(clipVision, 2),
});
