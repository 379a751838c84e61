/** What the server understood of the data, read at this border. */
import type { DataOrigin, DataUnderstanding } from "@fuseline/nodes/templates";
import { type Issue, issueSchema, MODALITIES } from "@fuseline/schema";
import { z } from "zod";

const text = z.object({ en: z.string(), ru: z.string() });
const guess = z.object({ column: z.string(), reason: text }).nullable();
const origin = z.custom<DataOrigin>(
  (value) => typeof value === "object" && value !== null && "kind" in value,
);
const understanding: z.ZodType<DataUnderstanding> = z.object({
  origin,
  rows: z.number(),
  columns: z.array(
    z.object({
      name: z.string(),
      modality: z.enum(MODALITIES),
      several: z.boolean(),
      distinct: z.number(),
      missing: z.number(),
      reason: text,
    }),
  ),
  target: guess,
  key: guess,
  group: guess,
  split: guess,
  matches: z.array(z.object({ column: z.string(), matched: z.number(), total: z.number() })),
});
const miss = z.object({
  row: z.number(),
  column: z.string(),
  value: z.string(),
  candidates: z.array(z.string()),
});
const understood = z.object({
  understanding,
  examples: z.record(z.string(), z.array(z.string())),
  // What was understood before photos were shown is kept without them.
  pictures: z.record(z.string(), z.array(z.string())).default({}),
  issues: z.array(issueSchema),
  details: z
    .object({
      unmatched: z.array(miss),
      ambiguous: z.array(miss),
      guessed: z.array(miss),
      broken: z.array(issueSchema),
      unusedFiles: z.array(z.string()),
      otherTables: z.array(z.string()),
    })
    .nullable(),
});

export type Miss = z.infer<typeof miss>;
export interface Understood {
  readonly understanding: DataUnderstanding;
  readonly examples: { readonly [column: string]: readonly string[] };
  /** Blobs of photos, by column. */
  readonly pictures: { readonly [column: string]: readonly string[] };
  readonly issues: readonly Issue[];
  /** Null for data that comes with Fuseline. */
  readonly details: {
    readonly unmatched: readonly Miss[];
    readonly ambiguous: readonly Miss[];
    readonly guessed: readonly Miss[];
    /** Photos that cannot be opened. */
    readonly broken: readonly Issue[];
    readonly unusedFiles: readonly string[];
    readonly otherTables: readonly string[];
  } | null;
}

export const readUnderstood = (answer: unknown): Understood => understood.parse(answer);
