/** What steps leave in storage and hand to each other. Everything large is a blob named by its sha256. */
import type { ColumnSchema } from "./ports.ts";

export type BlobId = string;

/** A photo, sound or other file in a cell: where its bytes are and what it was called. */
export interface MediaCell {
  readonly name: string;
  readonly blob: BlobId;
}
export type Cell = null | string | number | boolean | MediaCell | readonly (string | number | MediaCell)[];

export type Split = "train" | "validation" | "test";

/** Columns of equal length. `split`, `group`, `weight` and `row` (content id of each row) are columns too. */
export interface Table {
  readonly columns: readonly (ColumnSchema & { readonly values: readonly Cell[] })[];
  readonly row: readonly string[];
  readonly split?: readonly Split[];
  readonly group?: readonly string[];
  readonly weight?: readonly number[];
}

export interface DatasetValue {
  readonly type: "dataset";
  readonly table: BlobId;
  readonly rows: number;
  readonly columns: readonly ColumnSchema[];
}
export interface ModelValue {
  readonly type: "model";
  /** Manifest of the trained model (packages/runtime, manifest). */
  readonly manifest: BlobId;
  readonly dataset: DatasetValue;
}
/** A number never stands alone: interval, rows, and what guessing would give. */
export interface MetricNumber {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly split: Split;
  readonly pool?: number;
  readonly chance?: number;
}
export interface MetricsValue {
  readonly type: "metrics";
  readonly metrics: { readonly [name: string]: MetricNumber };
}
export interface ReportValue {
  readonly type: "report";
  readonly report: BlobId;
}
export interface IndexValue {
  readonly type: "index";
  readonly index: BlobId;
  readonly model: ModelValue;
}
export type StepValue = DatasetValue | ModelValue | MetricsValue | ReportValue | IndexValue;
export type StepOutputs = { readonly [port: string]: StepValue };
