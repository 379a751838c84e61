/**
 * Features of training rows brought to zero mean and, where they have no scale of their own, to unit spread. Where a part
 * is missing it stands at its mean.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { EncodedSource, Engine, RowParts } from "@fuseline/runtime";
import type { Feature } from "../../define/graph.ts";
import { asVector, readyFeatures, type WiredFeatures } from "./ready-features.ts";
import { type Matrix, matrix } from "./ridge.ts";

/** One wire's features. */
export interface Standardised {
  /** [training rows, size] */
  readonly values: Matrix;
  /** 1 where the row has the part. */
  readonly presence: Float32Array;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

export interface BaselineJob {
  readonly sources: { readonly [name: string]: EncodedSource };
  readonly rows: RowParts;
}

/** A spread below this is that of a constant. */
const SMALLEST = 1e-6;

export async function standardisedFeatures(
  engine: Engine,
  wired: WiredFeatures,
  job: BaselineJob,
): Promise<readonly Standardised[]> {
  const rows = job.rows.train;
  let scaled: readonly boolean[] = [];
  const outputs = await engine.evaluate({
    job,
    rows,
    build: (g, feeds) => {
      const vectors = readyFeatures(g, wired, feeds).map((feature) => asVector(g, feature));
      scaled = vectors.map((vector) => vector.scaled === true);
      return Object.fromEntries(
        vectors.flatMap(({ value, presence }, wire) => [
          [`value${wire}`, value],
          [`presence${wire}`, presence],
        ]),
      );
    },
  });
  return scaled.map((keep, wire) => {
    const value = outputs[`value${wire}`];
    const presence = outputs[`presence${wire}`];
    if (value === undefined || presence === undefined) throw new Error(`wire ${wire} gave nothing`);
    return standardise(value, { presence: presence.data, keep });
  });
}

function standardise(
  { width, data }: { readonly width: number; readonly data: Float32Array },
  { presence, keep }: { readonly presence: Float32Array; readonly keep: boolean },
): Standardised {
  const mean = new Float64Array(width);
  const scale = new Float64Array(width);
  const present = [...presence.keys()].filter((row) => presence[row] === 1);
  for (let column = 0; column < width; column++) {
    let [sum, squares] = [0, 0];
    for (const row of present) sum += data[row * width + column] ?? 0;
    const middle = sum / Math.max(1, present.length);
    for (const row of present) squares += ((data[row * width + column] ?? 0) - middle) ** 2;
    const spread = Math.sqrt(squares / Math.max(1, present.length));
    mean[column] = middle;
    scale[column] = keep || spread < SMALLEST ? 1 : spread;
  }
  const values = matrix(presence.length, width);
  for (const row of present) {
    for (let column = 0; column < width; column++) {
      const place = row * width + column;
      values.data[place] = ((data[place] ?? 0) - (mean[column] ?? 0)) / (scale[column] ?? 1);
    }
  }
  return { values, presence, mean, scale };
}

/** The same, inside a graph. → [B, size] */
export function standardisedValue(
  g: GraphBuilder,
  { value, presence }: Feature,
  { mean, scale }: Standardised,
): Value {
  const size = mean.length;
  const factor = scale.map((spread) => 1 / spread);
  const centred = g.mul(g.sub(value, g.constant(mean, [1, size])), g.constant(factor, [1, size]));
  return g.mul(centred, g.unsqueeze(presence, [1]));
}

/** Wires side by side. */
export function sideBySide(parts: readonly Standardised[]): Matrix {
  const columns = parts.reduce((sum, { values }) => sum + values.columns, 0);
  const rows = parts[0]?.values.rows ?? 0;
  const joined = matrix(rows, columns);
  for (let row = 0; row < rows; row++) {
    let at = row * columns;
    for (const { values } of parts) {
      joined.data.set(values.data.subarray(row * values.columns, (row + 1) * values.columns), at);
      at += values.columns;
    }
  }
  return joined;
}
