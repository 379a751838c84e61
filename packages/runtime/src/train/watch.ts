/** The number that decides which epoch was best, from predictions for validation rows. */
import { accuracy, confusionMatrix, searchQualityBothWays } from "@fuseline/metrics";
import type { HeadDraft } from "../graph/graph-feed.ts";

export interface Watched {
  /** Series name as it is charted, such as "validation.accuracy". */
  readonly series: string;
  readonly value: number;
  /** Higher is better, always; ties are broken by the lower loss. */
  readonly score: number;
}

export interface ValidationOutputs {
  readonly outputs: { readonly [name: string]: Float32Array };
  readonly rows: number;
  /** Class places of the rows, for classes. */
  readonly classes: readonly number[];
  /** Equal numbers for equal keys, for pairs; null when every row is its own. */
  readonly keys: readonly number[] | null;
  /** 1 where both sides of the pair are there. */
  readonly presence: readonly number[];
  readonly loss: number;
}

export function watch(head: HeadDraft, validation: ValidationOutputs): Watched {
  switch (head.task) {
    case "classes": {
      const logits = validation.outputs[head.output] ?? new Float32Array();
      const predicted = Array.from({ length: validation.rows }, (_, row) =>
        argMaxRow(logits, row, head.labels.length),
      );
      const value = accuracy(confusionMatrix(validation.classes, predicted, head.labels.length));
      return { series: "validation.accuracy", value, score: value };
    }
    case "value":
      return { series: "validation.loss", value: validation.loss, score: -validation.loss };
    case "pairs": {
      const scores = pairScores(head, validation);
      const { rows, columns } = searchQualityBothWays(scores);
      const value = (rows.recallAt10 + columns.recallAt10) / 2;
      // Mean reciprocal rank moves with every rank, so it tells epochs of equal recall apart.
      return {
        series: "validation.recall@10",
        value,
        score: value + (rows.meanReciprocalRank + columns.meanReciprocalRank) / 200,
      };
    }
  }
}

export function argMaxRow(values: Float32Array, row: number, width: number): number {
  let best = 0;
  for (let index = 1; index < width; index++) {
    if ((values[row * width + index] ?? 0) > (values[row * width + best] ?? 0)) best = index;
  }
  return best;
}

function pairScores(head: Extract<HeadDraft, { task: "pairs" }>, validation: ValidationOutputs) {
  const a = validation.outputs[head.a.output] ?? new Float32Array();
  const b = validation.outputs[head.b.output] ?? new Float32Array();
  const width = a.length / validation.rows;
  const rows = Array.from({ length: validation.rows }, (_, row) => row).filter(
    (row) => validation.presence[row] === 1,
  );
  const keys = rows.map((row) => validation.keys?.[row] ?? row);
  return { scores: dotProducts({ a, b, width, rows }), rowKeys: keys, columnKeys: keys };
}

interface DotProducts {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly width: number;
  readonly rows: readonly number[];
}

/** Scores [rows, rows] of every a against every b. */
export function dotProducts({ a, b, width, rows }: DotProducts): Float64Array {
  const scores = new Float64Array(rows.length * rows.length);
  rows.forEach((from, i) => {
    rows.forEach((to, j) => {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += (a[from * width + k] ?? 0) * (b[to * width + k] ?? 0);
      scores[i * rows.length + j] = sum;
    });
  });
  return scores;
}
