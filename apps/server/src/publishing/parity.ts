/** Held-out rows through the endpoint's own HTTP path, against what the trainer computes for them. */
import type { Answer } from "@fuseline/runtime";
import { z } from "zod";

export const TOLERANCE = 1e-4;
/** Rows that are compared. */
export const ROWS = 50;

export const parityCertificate = z.object({
  /** Rows that were compared. */
  rows: z.number(),
  /** Rows that the endpoint refuses, because a picture cannot be read or nothing is in them. */
  refused: z.number(),
  differing: z.array(z.number()),
  /** Largest difference of a number. */
  largest: z.number(),
  tolerance: z.number(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type ParityCertificate = z.infer<typeof parityCertificate>;

/** Largest difference, numbers in units relative to their size; infinite where labels differ. */
export type Difference = number;

const classReply = z.object({
  label: z.string().nullable(),
  probabilities: z.record(z.string(), z.number()),
});
const valueReply = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** `outputs` as they came over HTTP. */
export function answerDifference(
  expected: Answer,
  outputs: { readonly [name: string]: unknown },
  labels: readonly string[],
): Difference {
  switch (expected.task) {
    case "classes": {
      const reply = classReply.parse(Object.values(outputs)[0]);
      if (reply.label !== expected.label) return Number.POSITIVE_INFINITY;
      return largest(
        labels.map((label, place) => [
          expected.probabilities[place] ?? 0,
          reply.probabilities[label] ?? Number.NaN,
        ]),
      );
    }
    case "value":
      return largest(
        expected.values.flatMap(({ name, value, low, high }): [number, number][] => {
          const reply = valueReply.parse(outputs[name]);
          const unit = Math.max(1, Math.abs(value));
          return [
            [value / unit, reply.value / unit],
            [low / unit, reply.low / unit],
            [high / unit, reply.high / unit],
          ];
        }),
      );
    case "pairs":
      throw new Error("pairs are compared as ranked items");
  }
}

const found = z.array(z.object({ score: z.number() }));

/** Scores in rank order; items with equal scores may stand in either order. */
export function rankingDifference(expectedScores: readonly number[], items: unknown): Difference {
  const scores = found.parse(items).map(({ score }) => score);
  if (scores.length !== expectedScores.length) return Number.POSITIVE_INFINITY;
  return largest(expectedScores.map((score, place) => [score, scores[place] ?? Number.NaN]));
}

/** NaN counts as different. */
function largest(pairs: readonly (readonly [number, number])[]): Difference {
  return pairs.reduce((most, [a, b]) => {
    const difference = Math.abs(a - b);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}

export function isEqual(difference: Difference): boolean {
  return difference <= TOLERANCE;
}

/** Test rows spread evenly; of a set without a test part, any rows. */
export function heldOutRows(split: readonly string[] | undefined, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, row) => row);
  const test = split === undefined ? [] : all.filter((row) => split[row] === "test");
  const pool = test.length > 0 ? test : all;
  const step = Math.max(1, pool.length / ROWS);
  return Array.from(
    { length: Math.min(ROWS, pool.length) },
    (_, place) => pool[Math.floor(place * step)] ?? 0,
  );
}
