/** What a wire carries. The vocabulary of the whole product; see docs/architecture.md, "Ports". */
import type { Json } from "./json.ts";

export type DType = "float32" | "float64" | "int64" | "int32" | "bool" | "uint8";

/** A size: a number, a named unknown, or a sum or product that waits for numbers. */
export type Dim = number | string | { readonly op: "+" | "*"; readonly of: readonly Dim[] };

export const MODALITIES = [
  "text",
  "image",
  "number",
  "category",
  "labels",
  "date",
  "boolean",
  "audio",
  "video",
  "document",
  "boxes",
  "fields",
  "identity",
] as const;
export type Modality = (typeof MODALITIES)[number];

/** Identity of a set of rows and their order: the id of the dataset node that fixed them. */
export type RowsId = string;
/** Vectors may be compared only inside one space. */
export type SpaceId = string;

export type ColumnSchema = {
  readonly name: string;
  readonly modality: Modality;
  /** The cell holds a list (five captions, four photos). */
  readonly several: boolean;
};

/** One step of a lazy column recipe, such as an augmentation. Training-only ones never reach the manifest. */
export type Transform = {
  readonly kind: string;
  readonly params: { readonly [name: string]: Json };
  readonly trainingOnly: boolean;
  /** Id of the node that added it, so that an error finds its node. */
  readonly node: string;
};

/** Where a column comes from: the dataset output of `node`, one column of it, then transforms. */
export type ColumnSource = {
  readonly node: string;
  readonly column: string;
  readonly modality: Modality;
  readonly several: boolean;
  readonly transforms: readonly Transform[];
};

/** How texts become token ids; shared by every wire that carries `tokens`. */
export type TokenSource = {
  readonly column: ColumnSource;
  /** Node that fits the tokeniser. */
  readonly node: string;
  readonly tokeniser: string;
  readonly vocabulary: number;
  readonly maxTokens: number;
};

export type LogitsTask = "classes" | "labels" | "match" | "tags";

export type PortType =
  | { readonly kind: "dataset"; readonly columns: readonly ColumnSchema[]; readonly rows: RowsId }
  | {
      readonly kind: "column";
      readonly modality: Modality;
      readonly several: boolean;
      readonly rows: RowsId;
      readonly source: ColumnSource;
    }
  | {
      readonly kind: "tokens";
      readonly dims: readonly Dim[];
      readonly rows: RowsId;
      readonly source: TokenSource;
    }
  | {
      readonly kind: "sequence" | "map" | "embedding" | "tensor";
      readonly dtype: DType;
      readonly dims: readonly Dim[];
      readonly rows: RowsId;
      readonly space?: SpaceId;
    }
  | {
      readonly kind: "logits";
      readonly task: LogitsTask;
      /** Equal ids mean equal label names in the same order. */
      readonly labels: string;
      readonly dims: readonly Dim[];
      readonly rows: RowsId;
      readonly target?: ColumnSource;
    }
  | {
      readonly kind: "value" | "pairs" | "generation" | "boxes" | "fields" | "vector" | "picture";
      readonly dims: readonly Dim[];
      readonly rows: RowsId;
      readonly target?: ColumnSource;
      readonly space?: SpaceId;
    }
  | { readonly kind: "loss"; readonly rows: RowsId; readonly task: string }
  | { readonly kind: "model"; readonly rows: RowsId; readonly task: string; readonly space?: SpaceId }
  | { readonly kind: "metrics"; readonly names: readonly string[] }
  | { readonly kind: "report" }
  /** `words`: it can also be searched by exact words. */
  | { readonly kind: "index"; readonly space: SpaceId; readonly words?: boolean }
  | { readonly kind: "retriever"; readonly space: SpaceId }
  | { readonly kind: "endpoint" };

export type PortKind = PortType["kind"];

/** What an input accepts; `modalities` narrows a `column`. */
export interface PortAccept {
  readonly kinds: readonly PortKind[];
  readonly modalities?: readonly Modality[];
}
