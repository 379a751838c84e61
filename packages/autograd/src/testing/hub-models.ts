/** The real ONNX files of the shared hub, and feeds for them. For tests only. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Tensor } from "onnxruntime-node";
import type { OnnxModel } from "../onnx/model.ts";
import { RandomStream } from "../random/random-stream.ts";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const HUB = join(process.env.FUSELINE_SHARED ?? join(REPOSITORY, "../shared"), "hub");

/** Paths inside the hub; empty where the hub is not there. */
export function hubModels(): string[] {
  if (!existsSync(HUB)) return [];
  return readdirSync(HUB, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".onnx"))
    .sort();
}

export function readHubModel(path: string): Uint8Array {
  return readFileSync(join(HUB, path));
}

/** Sizes of the symbols that occur in the hub; what the models accept. */
const SIZES: { readonly [symbol: string]: number } = {
  batch: 2,
  tokens: 5,
  sequence: 512,
  batch_size: 1,
  samples: 4000,
  unk__314: 2,
  "p2o.DynamicDimension.0": 1,
  "p2o.DynamicDimension.1": 64,
  "p2o.DynamicDimension.2": 96,
};

/** Seeded numbers for every input: floats in 0 … 1, small whole numbers, and a true sample rate. */
export function hubFeeds({ graph }: OnnxModel): { [input: string]: Tensor } {
  const fixed = new Set(graph.initializers.map(({ name }) => name));
  const fed = graph.inputs.filter(({ name }) => !fixed.has(name));
  return Object.fromEntries(
    fed.map(({ name, elementType, dims }) => {
      const shape = (dims ?? []).map((dim) => (typeof dim === "number" ? dim : (SIZES[dim ?? ""] ?? 1)));
      const size = shape.reduce((product, dim) => product * dim, 1);
      const stream = new RandomStream(name);
      if (name === "sr") return [name, new Tensor("int64", [16000n], [])];
      if (elementType === 7) {
        return [
          name,
          new Tensor(
            "int64",
            BigInt64Array.from({ length: size }, () => BigInt(1 + stream.integer(9))),
            shape,
          ),
        ];
      }
      return [
        name,
        new Tensor(
          "float32",
          Float32Array.from({ length: size }, () => stream.uniform()),
          shape,
        ),
      ];
    }),
  );
}
