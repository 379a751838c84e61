/** Reports of evaluators as the editor reads them; the runner writes them as JSON. */
import { z } from "zod";

const classes = z.object({
  kind: z.literal("classes"),
  labels: z.array(z.string()),
  /** Row: the label; column: what the model said. */
  matrix: z.array(z.array(z.number())),
  /** The class that is commonest among the training rows. */
  commonest: z.string().optional(),
});
const number = z.object({
  kind: z.literal("number"),
  name: z.string(),
  answers: z.array(z.object({ row: z.number(), given: z.number(), truth: z.number() })),
});
const found = z.object({
  row: z.number(),
  /** Place of the first right one. */
  rank: z.number(),
  query: z.record(z.string(), z.unknown()),
  answers: z.array(
    z.object({
      row: z.number(),
      score: z.number(),
      right: z.boolean(),
      found: z.record(z.string(), z.unknown()),
    }),
  ),
});
const retrieval = z.object({
  kind: z.literal("retrieval"),
  pool: z.number(),
  directions: z.array(
    z.object({
      name: z.string(),
      /** Place of the first right item for every query, from 1. */
      ranks: z.array(z.number()),
      quality: z.object({ medianRank: z.number() }),
      examples: z.array(found).default([]),
    }),
  ),
});
const parts = z.object({
  kind: z.literal("parts"),
  metric: z.string(),
  parts: z.array(z.string()),
  /** `photo+name` → score; `none`: nothing was given. */
  subsets: z.record(z.string(), z.number()),
  /** 95 %, by subset. */
  subsetIntervals: z.record(z.string(), z.object({ low: z.number(), high: z.number() })).default({}),
  shuffled: z.record(z.string(), z.number()),
  /** What leaving the part out costs, 95 %. */
  dropIntervals: z.record(z.string(), z.object({ low: z.number(), high: z.number() })).default({}),
  rows: z.number(),
});
const mistake = z.object({
  row: z.number(),
  id: z.string(),
  given: z.union([z.string(), z.number()]),
  truth: z.union([z.string(), z.number()]),
  confidence: z.number().optional(),
  likelyWrongLabel: z.boolean().optional(),
});
const errors = z.object({ kind: z.literal("errors"), rows: z.number(), mistakes: z.array(mistake) });
const report = z.discriminatedUnion("kind", [classes, number, retrieval, parts, errors]);

export type Report = z.infer<typeof report>;
export type ClassesReport = z.infer<typeof classes>;
export type NumberReport = z.infer<typeof number>;
export type RetrievalReport = z.infer<typeof retrieval>;
export type SearchExample = z.infer<typeof found>;
export type PartsReport = z.infer<typeof parts>;
export type ErrorsReport = z.infer<typeof errors>;
export type Mistake = z.infer<typeof mistake>;

/** Null for a report of a kind that is not shown. */
export function readReport(answer: unknown): Report | null {
  const read = report.safeParse(answer);
  return read.success ? read.data : null;
}
