/**
 * Mean and spread of a frozen encoder's vectors over training rows. Encoders give numbers far from zero mean; centred
 * ones tell rows apart by what differs between them, not by what they share. One spread for all numbers keeps their
 * proportions: scaling each to its own would blow up those that hardly vary, which few rows then learn by heart.
 */
import { type RowArray, type RowArrays, rowSize } from "../arrays/row-array.ts";

export interface FeatureStatistics {
  /** [D] */
  readonly mean: Float32Array;
  /** Mean standard deviation of the D numbers; never 0. */
  readonly spread: number;
}

/** Null for sources that are not one vector a row. */
export function featureStatistics(arrays: RowArrays, rows: readonly number[]): FeatureStatistics | null {
  const { value, presence, mask } = arrays;
  if (value?.dtype !== "float32" || value.dims.length !== 1 || mask !== undefined) return null;
  const present = rows.filter((row) => Number(presence?.data[row] ?? 1) === 1);
  return present.length < 2 ? null : statisticsOf(value, present);
}

function statisticsOf(value: RowArray, rows: readonly number[]): FeatureStatistics {
  const size = rowSize(value.dims);
  const [mean, square] = [new Float64Array(size), new Float64Array(size)];
  for (const row of rows) {
    for (let at = 0; at < size; at++) {
      const number = Number(value.data[row * size + at] ?? 0);
      mean[at] = (mean[at] ?? 0) + number / rows.length;
      square[at] = (square[at] ?? 0) + (number * number) / rows.length;
    }
  }
  const deviations = square.map((total, at) => Math.sqrt(Math.max(0, total - (mean[at] ?? 0) ** 2)));
  const spread = deviations.reduce((sum, deviation) => sum + deviation, 0) / size;
  return { mean: Float32Array.from(mean), spread: Math.max(spread, 1e-6) };
}
