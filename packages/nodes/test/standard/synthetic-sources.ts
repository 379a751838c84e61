/** Encoded sources made up for a test: what an encode step would leave, without files or models. */
import { RandomStream } from "@fuseline/autograd";
import type { EncodedSource, Recipe, RowArray } from "@fuseline/runtime";
import type { SourceSpec } from "@fuseline/schema";
import { syntheticEncoder } from "./synthetic-encoder.ts";

/** Sizes where only data would tell them. */
export const SIZES = { D: 6, L: 3, C: 3 } as const;
const CATEGORIES = ["", "a", "b", "c"];

interface Shape {
  readonly rows: number;
  /** Names the random numbers. */
  readonly stream: string;
}

export function syntheticSource(spec: SourceSpec, shape: Shape): EncodedSource {
  return { key: "0".repeat(64), ...made(spec, shape) };
}

/** A frozen encoder's vectors or sequences of these sizes: [rows, size] or [rows, length, size]. */
export function vectorSource(dims: readonly number[], { rows, stream }: Shape): EncodedSource {
  const column = { column: stream, several: false };
  const recipe: Recipe = {
    recipe: "text-model",
    column,
    ref: null,
    file: { model: "", input: "", output: "", width: dims.at(-1) ?? 1 },
    tokenizer: "",
    tokenizerConfig: null,
    inputs: { ids: "", mask: null, types: null },
    pooling: "none",
    normalise: false,
    prefix: "",
    maxTokens: 8,
    length: dims.length === 2 ? (dims[0] ?? 1) : 1,
  };
  return { key: "1".repeat(64), recipe, arrays: vectors(dims, { rows, stream }) };
}

function made(spec: SourceSpec, shape: Shape): Omit<EncodedSource, "key"> {
  const { rows, stream } = shape;
  const presence = ones([], rows);
  switch (spec.source) {
    case "image-model":
    case "text-model":
      return vectorSource(spec.output === "features" ? [SIZES.L, SIZES.D] : [SIZES.D], shape);
    case "onnx-model":
      return vectorSource([SIZES.D], shape);
    case "tuned-model":
      return syntheticEncoder(spec, { width: SIZES.D, length: SIZES.L, ...shape });
    case "pixels": {
      const columns = spec.columns.map(({ column, several }) => ({ column, several }));
      const preprocess = {
        size: spec.size,
        shortSide: null,
        resample: "bilinear",
        channels: "rgb",
        rescale: 1 / 255,
        mean: [0.5, 0.5, 0.5],
        std: [0.25, 0.25, 0.25],
      } as const;
      const bytes = numbers(rows * 3 * spec.size ** 2, stream, () => 255);
      const value = {
        dtype: "uint8",
        dims: [3, spec.size, spec.size],
        count: rows,
        data: Uint8Array.from(bytes),
      };
      return {
        recipe: { recipe: "pixels", columns, preprocess, augment: null },
        arrays: { value: value as RowArray, presence },
      };
    }
    case "tokens": {
      const { column, vocabulary } = spec.tokens;
      const ids = BigInt64Array.from(
        numbers(rows * SIZES.L, stream, () => 20),
        (id) => BigInt(Math.floor(id)),
      );
      return {
        recipe: {
          recipe: "tokens",
          column: { column: column.column, several: false },
          tokenizer: "",
          length: SIZES.L,
          vocabulary,
        },
        arrays: {
          ids: { dtype: "int64", dims: [SIZES.L], count: rows, data: ids },
          mask: ones([SIZES.L], rows),
          presence,
        },
      };
    }
    case "table": {
      const columns = spec.columns.map(({ column, modality }) =>
        modality === "category"
          ? ({ column, several: false, as: "category", values: CATEGORIES.slice(1) } as const)
          : ({ column, several: false, as: "number", mean: 0, scale: 1, quantiles: null } as const),
      );
      const numeric = columns.filter((column) => column.as === "number").length;
      const named = columns.length - numeric;
      const places = numbers(rows * named, `${stream}/categories`, () => CATEGORIES.length);
      return {
        recipe: { recipe: "table", columns },
        arrays: {
          numbers: floats(
            [numeric],
            rows,
            numbers(rows * numeric, stream, () => 2),
          ),
          missing: floats([numeric], rows, new Float32Array(rows * numeric)),
          categories: {
            dtype: "int64",
            dims: [named],
            count: rows,
            data: BigInt64Array.from(places, (place) => BigInt(Math.floor(place))),
          },
          presence,
        },
      };
    }
    case "class-target": {
      const labels = Array.from({ length: SIZES.C }, (_, label) => `label ${label}`);
      const data = BigInt64Array.from({ length: rows }, (_, row) => BigInt(row % SIZES.C));
      const counts = labels.map((_, label) => Math.ceil((rows - label) / SIZES.C));
      return {
        recipe: { recipe: "class-target", column: { column: "answer", several: false }, labels, counts },
        arrays: { value: { dtype: "int64", dims: [], count: rows, data }, presence },
      };
    }
    case "number-target": {
      const columns = spec.columns.map(({ column }) => ({ column, several: false }));
      const width = columns.length;
      const zeros = columns.map(() => 0);
      return {
        recipe: {
          recipe: "number-target",
          columns,
          log: columns.map(() => false),
          mean: zeros,
          scale: columns.map(() => 1),
        },
        arrays: {
          value: floats(
            [width],
            rows,
            numbers(rows * width, stream, () => 2),
          ),
          presence,
        },
      };
    }
    case "pair-key": {
      const data = BigInt64Array.from({ length: rows }, (_, row) => BigInt(row));
      return {
        recipe: { recipe: "pair-key", column: { column: "key", several: false } },
        arrays: { value: { dtype: "int64", dims: [], count: rows, data } },
      };
    }
  }
}

function vectors(dims: readonly number[], { rows, stream }: Shape): EncodedSource["arrays"] {
  const size = dims.reduce((product, dim) => product * dim, rows);
  const centred = numbers(size, stream, () => 2).map((value) => value - 1);
  const value = floats(dims, rows, centred);
  const presence = ones([], rows);
  return dims.length === 1 ? { value, presence } : { value, mask: ones(dims.slice(0, 1), rows), presence };
}

function numbers(count: number, stream: string, below: () => number): Float32Array {
  const random = new RandomStream(stream);
  return Float32Array.from({ length: count }, () => (random.integer(10_000) / 10_000) * below());
}

function floats(dims: readonly number[], rows: number, data: Float32Array): RowArray {
  return { dtype: "float32", dims: [...dims], count: rows, data };
}

function ones(dims: readonly number[], rows: number): RowArray {
  return floats(dims, rows, new Float32Array(dims.reduce((product, dim) => product * dim, rows)).fill(1));
}
