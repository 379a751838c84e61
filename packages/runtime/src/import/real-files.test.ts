/** Every real file of the shared hub: the same outputs as the file itself, and gradients that agree with differences. */
import { compileForward, GraphBuilder, gradients, RandomStream } from "@fuseline/autograd";
import { decodeModel, type ImportSource, importGraph, type OnnxModel } from "@fuseline/autograd/onnx";
import { UserError } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { prepareEncoder } from "./prepare-encoder.ts";
import { hubFile, SHARED_HUB } from "./testing/hub-file.ts";
import { largestDifference, runFile } from "./testing/recorded-families.ts";

interface RealFile {
  readonly path: string;
  /** Sizes of open axes behind the batch. */
  readonly sizes?: { readonly [symbol: string]: number };
  readonly blocks: number;
}

const OCR = { "p2o.DynamicDimension.1": 64, "p2o.DynamicDimension.2": 96 };
const FILES: readonly RealFile[] = [
  { path: "mobilenet-v1-025-imagenet/onnx/model.onnx", blocks: 26 },
  { path: "mobilenet-v2-imagenet/onnx/model.onnx", blocks: 17 },
  { path: "squeezenet-imagenet/onnx/model.onnx", blocks: 9 },
  { path: "resnet8-cifar10/onnx/model.onnx", blocks: 2 },
  { path: "use-lite-en/onnx/model.onnx", sizes: { tokens: 5 }, blocks: 5 },
  { path: "ppocr-v4-cls/onnx/model.onnx", sizes: OCR, blocks: 15 },
  { path: "ppocr-v4-det/onnx/model.onnx", sizes: OCR, blocks: 5 },
  { path: "ppocr-v4-rec/onnx/model.onnx", sizes: { "p2o.DynamicDimension.1": 96 }, blocks: 30 },
  { path: "speech-embedding/onnx/model.onnx", blocks: 4 },
  { path: "speech-embedding/onnx/melspectrogram.onnx", sizes: { samples: 4000 }, blocks: 3 },
];
const REFUSED = [
  { path: "silero-vad-v4/onnx/model.onnx", operator: "If", obstacle: "control-flow" },
  {
    path: "mobilenet-v2-imagenet/onnx/model_quantized.onnx",
    operator: "DequantizeLinear",
    obstacle: "quantised",
  },
];

interface Fed {
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly number[];
}

function inputsOf({ graph }: OnnxModel, sizes: RealFile["sizes"] = {}): Fed[] {
  const fixed = new Set(graph.initializers.map(({ name }) => name));
  return graph.inputs
    .filter(({ name }) => !fixed.has(name))
    .map(({ name, elementType, dims }) => ({
      name,
      elementType,
      dims: (dims ?? [])
        .slice(1)
        .map((dim) => (typeof dim === "number" && dim > 0 ? dim : (sizes[dim ?? ""] ?? 1))),
    }));
}

function prepare(
  { path, sizes }: Pick<RealFile, "path" | "sizes">,
  outputs?: readonly string[],
): Promise<ImportSource> {
  const bytes = hubFile(path);
  const model = decodeModel(bytes);
  const dims = Object.fromEntries(inputsOf(model, sizes).map(({ name, dims: own }) => [name, own]));
  return prepareEncoder({
    model: path,
    file: path,
    bytes,
    outputs: outputs ?? model.graph.outputs.map(({ name }) => name),
    dims,
  });
}

const INT64 = 7;

/** Seeded: real numbers in −1 … 1, or token ids. */
function feedsOf(inputs: readonly Fed[], batch: number): { [name: string]: Tensor } {
  return Object.fromEntries(
    inputs.map(({ name, elementType, dims }) => {
      const shape = [batch, ...dims];
      const size = shape.reduce((product, dim) => product * dim, 1);
      const stream = new RandomStream(name);
      if (elementType === INT64) {
        const ids = BigInt64Array.from({ length: size }, () => BigInt(1 + stream.integer(9)));
        return [name, new Tensor("int64", ids, shape)];
      }
      return [
        name,
        new Tensor(
          "float32",
          Float32Array.from({ length: size }, () => 2 * stream.uniform() - 1),
          shape,
        ),
      ];
    }),
  );
}

const ABSENT = "the shared hub is not there";

describe.skipIf(SHARED_HUB === null)(`real ONNX files (skipped where ${ABSENT})`, () => {
  it.each(FILES)("$path: outputs of any batch, blocks", async (file) => {
    const source = await prepare(file);
    expect(source.blocks).toBe(file.blocks);
    const builder = new GraphBuilder({ training: false });
    const { outputs } = importGraph({ builder, source });
    const imported = compileForward({ builder, outputs: Object.fromEntries(outputs), values: new Map() });
    const feeds = feedsOf(inputsOf(decodeModel(hubFile(file.path)), file.sizes), 4);
    const [found, wanted] = [await runFile(imported, feeds), await runFile(hubFile(file.path), feeds)];
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, numbers] of Object.entries(wanted)) {
      const scale = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 1);
      expect(largestDifference(found[name] ?? new Float32Array(), numbers) / scale).toBeLessThan(1e-5);
    }
  });

  it("MobileNetV2 without names: the stem, sixteen bottlenecks with and without a residual, the last layer", async () => {
    const { weights, blocks } = await prepare({ path: "mobilenet-v2-imagenet/onnx/model.onnx" }, [
      "image_embedding",
    ]);
    const counts = Array.from(
      { length: blocks + 2 },
      (_, depth) => weights.filter((weight) => weight.depth === depth).length,
    );
    expect(counts).toEqual([6, ...new Array(16).fill(6), 2]);
  });

  it.each(REFUSED)("$path is refused by its operator $operator", async ({ path, ...facts }) => {
    const error: unknown = await prepare({ path }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error instanceof UserError ? error.issue : error).toMatchObject({
      code: "model-operator-untrainable",
      facts,
    });
  });

  /**
   * (L(w + hd) − L(w − hd)) / 2h is ⟨∇L, d⟩ up to h². The direction runs through all weights at once: the gradient itself,
   * each number of it weakened or strengthened at random, so that what is measured stands out from rounding. Kinks of
   * ReLU ask for small steps and float32 for large ones; the best of a few must agree to three digits.
   */
  it.each([
    { path: "use-lite-en/onnx/model.onnx", sizes: { tokens: 5 }, output: "sentence_embedding" },
    { path: "resnet8-cifar10/onnx/model.onnx", output: "image_embedding" },
    { path: "mobilenet-v1-025-imagenet/onnx/model.onnx", output: "image_embedding" },
    { path: "ppocr-v4-cls/onnx/model.onnx", sizes: OCR, output: "softmax_0.tmp_0" },
  ])("$path: gradients agree with differences", async ({ output, ...file }) => {
    const source = await prepare(file, [output]);
    const feeds = feedsOf(inputsOf(decodeModel(hubFile(file.path)), file.sizes), 2);
    expect(await slopeError({ source, feeds, output })).toBeLessThan(TOLERANCE);
  });
});

interface Sloping {
  readonly source: ImportSource;
  readonly feeds: { readonly [name: string]: Tensor };
  readonly output: string;
}

/** Lengths of a step, in parts of the length of all weights together. */
const STEPS = [1e-6, 3e-7, 3e-6];
const TOLERANCE = 2e-3;

async function slopeError({ source, feeds, output }: Sloping): Promise<number> {
  const g = new GraphBuilder({ training: true });
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { type, dims }]) => [
      name,
      g.input(name, type === "int64" ? "int64" : "float32", dims),
    ]),
  );
  const graph = importGraph({ builder: g, source, inputs, parameter: () => ({ trainable: true }) });
  const y = graph.outputs.get(output);
  if (y === undefined) throw new Error(`no ${output}`);
  const stream = new RandomStream("projection");
  const size = y.dims.reduce<number>((product, dim) => product * Number(dim), 1);
  const projection = Array.from({ length: size }, () => stream.normal());
  const loss = g.reduceSum(g.mul(y, g.constant(projection, y.dims.map(Number))));
  const values = new Map(
    g.parameters.flatMap(({ name, init }) => (init.kind === "values" ? [[name, init.data] as const] : [])),
  );
  const wrt = graph.parameters.map(({ value }) => value);
  const named = Object.fromEntries(gradients(loss, wrt).map((slope, i) => [`d ${wrt[i]?.name}`, slope]));
  const found = await runFile(compileForward({ builder: g, outputs: named, values }), feeds);
  const slopes = new Map(
    [...values.keys()].map((name) => [name, found[`d ${name}`] ?? new Float32Array()] as const),
  );
  const directions = new Map([...slopes].map(([name, slope]) => [name, varied(name, slope)] as const));
  const length = lengthOf(values) / lengthOf(directions);
  const analytic = [...directions].reduce(
    (sum, [name, direction]) => sum + product(direction, slopes.get(name)),
    0,
  );
  const lossAt = async (step: number): Promise<number> => {
    const moved = [...values].map(
      ([name, data]) => [name, data.map((w, i) => w + step * (directions.get(name)?.[i] ?? 0))] as const,
    );
    const outputs = await runFile(
      compileForward({ builder: g, outputs: { y }, values: new Map(moved) }),
      feeds,
    );
    // Projected here, in double precision.
    return (outputs.y ?? new Float32Array()).reduce(
      (sum, number, i) => sum + number * (projection[i] ?? 0),
      0,
    );
  };
  let best = Number.POSITIVE_INFINITY;
  for (const part of STEPS) {
    const step = part * length;
    const numeric = ((await lossAt(step)) - (await lossAt(-step))) / (2 * step);
    best = Math.min(best, Math.abs(numeric - analytic) / analytic);
    if (best < TOLERANCE) break;
  }
  return best;
}

function varied(name: string, slope: Float32Array): Float32Array {
  const stream = new RandomStream(`direction/${name}`);
  return slope.map((number) => 2 * stream.uniform() * number);
}

function product(a: Float32Array, b: Float32Array = new Float32Array()): number {
  return a.reduce((sum, number, i) => sum + number * (b[i] ?? 0), 0);
}

function lengthOf(tensors: ReadonlyMap<string, Float32Array>): number {
  return Math.sqrt([...tensors.values()].reduce((sum, data) => sum + product(data, data), 0));
}
