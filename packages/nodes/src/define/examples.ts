/** Types for the examples of definitions: small, and all of the same rows. */
import type { Modality, PortType } from "@fuseline/schema";
import {
  columnOf,
  datasetOf,
  embeddingOf,
  logitsOf,
  lossOf,
  modelOf,
  numberOf,
  pairsOf,
  sequenceOf,
} from "@fuseline/schema";

const ROWS = "choose-columns";
const PLACE = { node: ROWS, rows: ROWS } as const;

type Task = "classes" | "value" | "pairs";

export const exampleColumn = (name: string, modality: Modality, several = false): PortType =>
  columnOf({ name, modality, several }, PLACE);

export const exampleDataset = (
  ...columns: readonly (readonly [name: string, modality: Modality])[]
): PortType =>
  datasetOf(
    columns.map(([name, modality]) => ({ name, modality, several: false })),
    ROWS,
  );

/** One vector of `size` numbers a row. */
export const exampleEmbedding = (size: number): PortType => embeddingOf(size, ROWS);

/** `length` vectors of `size` numbers a row. */
export const exampleSequence = (length: number, size: number): PortType => sequenceOf(size, ROWS, length);

export const exampleTokens = (vocabulary: number): PortType => ({
  kind: "tokens",
  dims: ["B", "L"],
  rows: ROWS,
  source: {
    column: { node: ROWS, column: "name", modality: "text", several: false, transforms: [] },
    node: "tokenise",
    tokeniser: "train",
    vocabulary,
    maxTokens: 16,
  },
});

/** Scores for `classes` answers of the column `category`. */
export const exampleLogits = (classes: number): PortType =>
  logitsOf("classes", `${ROWS}/category`, { rows: ROWS, classes });

export const exampleValue: PortType = numberOf(1, ROWS);

/** Two normalised vectors of `size` numbers a row. */
export const examplePairs = (size: number): PortType => pairsOf(size, ROWS, "head-contrastive");

export const exampleLoss = (task: Task): PortType => lossOf(task, ROWS);

export const exampleModel = (task: Task): PortType =>
  task === "pairs" ? modelOf(task, ROWS, "train-model") : modelOf(task, ROWS);
