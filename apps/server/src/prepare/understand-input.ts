/** Brings a folder, ZIP or table of this machine, or the bundled sample, into storage, and says what it is. */
import {
  emojiSample,
  type Ingested,
  type IngestProgress,
  ingestPath,
  type Storage,
  twoPartsSample,
  type Understood,
  understandData,
} from "@fuseline/data";
import { type DataUnderstanding, generatedData, sampleData } from "@fuseline/nodes/templates";
import type { Issue, Table } from "@fuseline/schema";
import { type ColumnExamples, examplesOf, picturesNamed } from "./column-examples.ts";

/** What was understood, with everything that a person may want to check. */
export interface InputUnderstood extends ColumnExamples {
  readonly understanding: DataUnderstanding;
  readonly issues: readonly Issue[];
  /** Null for data that comes with Fuseline. */
  readonly details: Omit<Understood, "understanding" | "issues"> | null;
}

/** Data that comes with Fuseline, by the name that is given instead of a path. */
export const SAMPLES = ["emoji", "two-parts"] as const;
export type SampleName = (typeof SAMPLES)[number];

/** A face, a dog, a pizza, a car: of four groups. */
const KNOWN_EMOJI = ["1F600", "1F436", "1F355", "1F697"];

export async function understandSample(storage: Storage, name: SampleName): Promise<InputUnderstood> {
  switch (name) {
    case "emoji": {
      const understanding = sampleData("emoji");
      const languages = understanding.columns.flatMap(({ name }) => /^name_(.+)$/.exec(name)?.[1] ?? []);
      return bundled(understanding, await emojiSample(storage, { languages, only: KNOWN_EMOJI }));
    }
    case "two-parts":
      return bundled(
        generatedData("two-parts"),
        await twoPartsSample(storage, { rows: FEW, noise: 0, seed: 0 }),
      );
  }
}

/** Rows that are made to be shown. */
const FEW = 4;

export async function understandInput(
  storage: Storage,
  input: string,
  options: { readonly signal?: AbortSignal; onProgress?(progress: IngestProgress): void } = {},
): Promise<InputUnderstood> {
  const sample = SAMPLES.find((name) => name === input);
  if (sample !== undefined) return understandSample(storage, sample);
  return understandIngested(storage, await ingestPath(storage, input, options));
}

export async function understandIngested(storage: Storage, ingested: Ingested): Promise<InputUnderstood> {
  const { understanding, issues, ...details } = await understandData(storage, ingested);
  const examples = Object.fromEntries(
    understanding.columns.map(({ name, examples: values }) => [name, values]),
  );
  const pictures = picturesNamed(examples, ingested.entries);
  return { understanding, examples, pictures, issues, details };
}

function bundled(understanding: DataUnderstanding, rows: Table): InputUnderstood {
  return { understanding, ...examplesOf(rows), issues: [], details: null };
}
