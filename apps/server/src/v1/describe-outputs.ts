/** Answers in the words of the API: keyed by the column that was predicted, or a ranked list. */
import type { Answer, FoundItem } from "@fuseline/runtime";
import type { Cell, MediaCell } from "@fuseline/schema";
import { z } from "zod";
import type { ServedOutput } from "../serving/serve-record.ts";

const foundCell = z.union([z.null(), z.string(), z.number(), z.boolean()]);
const foundMedia = z.object({ name: z.string(), url: z.string() });
const foundValue = z.union([foundCell, foundMedia, z.array(z.union([foundCell, foundMedia]))]);
type FoundValue = z.infer<typeof foundValue>;

export const classOutput = z.object({
  label: z.string().nullable(),
  confidence: z.number(),
  probabilities: z.record(z.string(), z.number()),
});
export const valueOutput = z.object({ value: z.number(), low: z.number(), high: z.number() });
export const foundItem = z.object({
  rank: z.number().int(),
  score: z.number(),
  row: z.record(z.string(), foundValue),
});
export const searchOutput = z.object({ items: z.array(foundItem) });

export const predictReply = z.object({
  outputs: z.union([searchOutput, z.record(z.string(), z.union([classOutput, valueOutput]))]),
  version: z.number().int(),
  ms: z.number(),
});
export type PredictOutputs = z.infer<typeof predictReply>["outputs"];

export function answerOutputs(answer: Answer, output: ServedOutput): PredictOutputs {
  if (answer.task === "classes" && output.task === "classes") {
    const probabilities = Object.fromEntries(
      output.labels.map((label, place) => [label, answer.probabilities[place] ?? 0]),
    );
    return { [output.column]: { label: answer.label, confidence: answer.confidence, probabilities } };
  }
  if (answer.task === "value") {
    return Object.fromEntries(
      answer.values.map(({ name, value, low, high }) => [name, { value, low, high }]),
    );
  }
  throw new Error(`a model that answers with ${answer.task} was published as ${output.task}`);
}

/** `mediaUrl` gives the address under which a stored picture may be fetched with the same key. */
export function foundOutputs(
  items: readonly FoundItem[],
  mediaUrl: (cell: MediaCell) => string,
): PredictOutputs {
  const show = (value: Exclude<Cell, readonly unknown[]>) =>
    isMediaCell(value) ? { name: value.name, url: mediaUrl(value) } : value;
  const cell = (value: Cell): FoundValue =>
    Array.isArray(value) ? value.map(show) : show(value as MediaCell);
  return {
    items: items.map(({ score, row }, place) => ({
      rank: place + 1,
      score,
      row: Object.fromEntries(Object.entries(row).map(([column, value]) => [column, cell(value)])),
    })),
  };
}

function isMediaCell(value: Cell): value is MediaCell {
  return typeof value === "object" && value !== null && "blob" in value;
}
