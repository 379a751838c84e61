/** Areas under one-against-the-rest curves of resampled rows: each class is sorted once, a draw only counts. */
import type { Numbers } from "@fuseline/metrics";

export interface Areas {
  readonly rocAuc: number;
  readonly averagePrecision: number;
}

export interface Scored {
  /** Row-major [rows, classes]. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  readonly truth: readonly number[];
}

/**
 * Means over the classes that have rows on both sides, for rows that may come several times. The area under the ROC
 * curve is P(positive scores higher) + ½ P(equal); average precision is Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation.
 */
export function classAreas({ probabilities, classes, truth }: Scored): (rows: Numbers) => Areas {
  const count = truth.length;
  const orders = Array.from({ length: classes }, (_, label) => {
    const score = (row: number): number => probabilities[row * classes + label] ?? 0;
    const order = Int32Array.from({ length: count }, (_, row) => row).sort((a, b) => score(b) - score(a));
    // 1 where the next row scores lower: only there a threshold can lie.
    const ends = Uint8Array.from(order, (row, place) => {
      const next = order[place + 1];
      return next !== undefined && score(next) === score(row) ? 0 : 1;
    });
    return { order, ends };
  });
  const times = new Uint16Array(count);
  return (rows) => {
    times.fill(0);
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? 0;
      times[row] = (times[row] ?? 0) + 1;
    }
    let [defined, roc, precision] = [0, 0, 0];
    orders.forEach(({ order, ends }, label) => {
      let [positives, negatives, seenPositives, seenNegatives, area, sum] = [0, 0, 0, 0, 0, 0];
      for (let place = 0; place < count; place++) {
        const row = order[place] ?? 0;
        const weight = times[row] ?? 0;
        if (truth[row] === label) positives += weight;
        else negatives += weight;
        if (ends[place] === 0) continue;
        area += ((negatives - seenNegatives) * (positives + seenPositives)) / 2;
        if (positives > seenPositives)
          sum += ((positives - seenPositives) * positives) / (positives + negatives);
        [seenPositives, seenNegatives] = [positives, negatives];
      }
      if (positives === 0 || negatives === 0) return;
      defined++;
      roc += area / (positives * negatives);
      precision += sum / positives;
    });
    return { rocAuc: roc / defined, averagePrecision: precision / defined };
  };
}
