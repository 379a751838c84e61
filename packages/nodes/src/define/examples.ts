/** Types for the examples of definitions: small, and all of the same rows. */
import type { ColumnSchema, Dim, Modality, PortType } from "@fuseline/schema";
import { BATCH, TOKENS } from "./dims.ts";

const ROWS = "choose-columns";

export const exampleColumn = (column: string, modality: Modality, several = false): PortType => ({
  kind: "column",
  modality,
  several,
  rows: ROWS,
  source: { node: ROWS, column, modality, several, transforms: [] },
});

export const exampleDataset = (...columns: readonly (readonly [string, Modality])[]): PortType => ({
  kind: "dataset",
  rows: ROWS,
  columns: columns.map(([name, modality]): ColumnSchema => ({ name, modality, several: false })),
});

/** One vector of `size` numbers a row. */
export const exampleEmbedding = (size: number): PortType => feature("embedding", [BATCH, size]);

/** `length` vectors of `size` numbers a row. */
export const exampleSequence = (length: number, size: number): PortType => feature("sequence", [BATCH, length, size]);

const feature = (kind: "embedding" | "sequence", dims: readonly Dim[]): PortType => ({
  kind,
  dtype: "float32",
  dims,
  rows: ROWS,
});

export const exampleTokens = (vocabulary: number): PortType => ({
  kind: "tokens",
  dims: [BATCH, TOKENS],
  rows: ROWS,
  source: {
    column: { node: ROWS, column: "name", modality: "text", several: false, transforms: [] },
    node: "tokenise",
    tokeniser: "train",
    vocabulary,
    maxTokens: 16,
  },
});

/** Scores for `classes` classes; equal `labels` mean equal class names. */
export const exampleLogits = (classes: number, labels = `${ROWS}/category`): PortType => ({
  kind: "logits",
  task: "classes",
  labels,
  dims: [BATCH, classes],
  rows: ROWS,
});

export const exampleValue: PortType = { kind: "value", dims: [BATCH, 1], rows: ROWS };

/** Two normalised vectors of `size` numbers a row. */
export const examplePairs = (size: number): PortType => ({
  kind: "pairs",
  dims: [BATCH, size],
  rows: ROWS,
  space: "head-contrastive",
});

export const exampleLoss = (task: "classes" | "value" | "pairs"): PortType => ({ kind: "loss", rows: ROWS, task });

export const exampleModel = (task: "classes" | "value" | "pairs"): PortType => ({
  kind: "model",
  rows: ROWS,
  task,
  ...(task === "pairs" ? { space: "train-model" } : {}),
});
