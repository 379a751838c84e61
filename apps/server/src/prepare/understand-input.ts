/** Brings a folder, ZIP or table of this machine, or the bundled sample, into storage, and says what it is. */
import {
  type Ingested,
  type IngestProgress,
  ingestPath,
  type Storage,
  type Understood,
  understandData,
} from "@fuseline/data";
import { type DataUnderstanding, generatedData, sampleData } from "@fuseline/nodes/templates";
import type { Issue } from "@fuseline/schema";
import type { Examples } from "./new-pipeline.ts";

/** What was understood, with everything that a person may want to check. */
export interface InputUnderstood {
  readonly understanding: DataUnderstanding;
  readonly examples: Examples;
  readonly issues: readonly Issue[];
  /** Null for data that comes with Fuseline. */
  readonly details: Omit<Understood, "understanding" | "issues"> | null;
}

/** Data that comes with Fuseline, by the name that is given instead of a path. */
export const SAMPLES = ["emoji", "two-parts"] as const;
export type SampleName = (typeof SAMPLES)[number];

export function understandSample(name: SampleName): InputUnderstood {
  switch (name) {
    case "emoji":
      return bundled(sampleData("emoji"), { name_en: ["grinning face", "slice of pizza"] });
    case "two-parts":
      return bundled(generatedData("two-parts"), { text: ["the light is on"] });
  }
}

export async function understandInput(
  storage: Storage,
  input: string,
  options: { readonly signal?: AbortSignal; onProgress?(progress: IngestProgress): void } = {},
): Promise<InputUnderstood> {
  const sample = SAMPLES.find((name) => name === input);
  if (sample !== undefined) return understandSample(sample);
  return understandIngested(storage, await ingestPath(storage, input, options));
}

export async function understandIngested(storage: Storage, ingested: Ingested): Promise<InputUnderstood> {
  const { understanding, issues, ...details } = await understandData(storage, ingested);
  const examples = Object.fromEntries(
    understanding.columns.map(({ name, examples: values }) => [name, values]),
  );
  return { understanding, examples, issues, details };
}

function bundled(understanding: DataUnderstanding, examples: Examples): InputUnderstood {
  return { understanding, examples, issues: [], details: null };
}
