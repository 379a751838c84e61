/** What the schema needs to know of a node kind. `packages/nodes/define` builds these; `resolve` and `plan` read them. */
import type { Field, Fields, ModelRef } from "./fields.ts";
import type { Issue } from "./issue.ts";
import type { Json } from "./json.ts";
import type { ColumnSource, PortAccept, PortType, TokenSource } from "./ports.ts";
import type { Text } from "./text.ts";

export const GROUPS = [
  "data",
  "prepare",
  "encoder",
  "adapter",
  "fusion",
  "head",
  "loss",
  "train",
  "evaluate",
  "publish",
  "connect",
] as const;
export type Group = (typeof GROUPS)[number];

/**
 * `step` acts on the world and leaves a stored result; `graph` adds to the training graph; `recipe` only extends a
 * lazy column (nothing runs by itself); `publish` runs when the person publishes, never as part of Run.
 */
export type Stage = "step" | "graph" | "recipe" | "publish";

export interface InputPort {
  readonly label: Text;
  readonly accept: PortAccept;
  readonly many?: boolean;
  readonly optional?: boolean;
  /** Used in training and evaluation, cut from everything published. */
  readonly supervision?: boolean;
}

export interface OutputPort {
  readonly label: Text;
  /** Icon and colour while the type is not known yet. */
  readonly kind: PortType["kind"];
}

/** What a ready encoder is read with, learnt on or not. */
export type EncoderSpec = Extract<SourceSpec, { source: "image-model" | "text-model" }>;

/**
 * Which weights of a ready encoder learn, as far as it decides what is fed: what stands before them is computed once
 * a row and kept.
 */
export type TunedPart =
  | { readonly part: "head" }
  | { readonly part: "blocks"; readonly blocks: number }
  | { readonly part: "all" };

/** Data a graph node needs per row, and how it is read. Fitted on training rows, then fulfilled by `runtime`. */
export type SourceSpec =
  | {
      readonly source: "image-model";
      readonly columns: readonly ColumnSource[];
      readonly model: ModelRef;
      /** `embedding`: one vector a row; `features`: patches or grid cells as a sequence. */
      readonly output: "embedding" | "features";
      readonly several: "mean" | "list";
      readonly size: number | null;
    }
  | {
      readonly source: "text-model";
      readonly column: ColumnSource;
      readonly model: ModelRef;
      readonly output: "embedding" | "features";
      readonly maxTokens: number;
      readonly pooling: "model" | "mean" | "cls" | "last";
      readonly prefix: string | null;
    }
  | {
      readonly source: "onnx-model";
      readonly column: ColumnSource;
      readonly file: string;
      readonly input: string;
      readonly output: string;
      readonly size: number;
      readonly mean: readonly number[];
      readonly scale: readonly number[];
      /** `bgr` for files that expect reversed channels. */
      readonly channels: "rgb" | "bgr";
    }
  /** A ready encoder that learns with the rest: pixels, tokens or the numbers before its first learning block. */
  | { readonly source: "tuned-model"; readonly encoder: EncoderSpec; readonly trained: TunedPart }
  | { readonly source: "pixels"; readonly columns: readonly ColumnSource[]; readonly size: number }
  | { readonly source: "tokens"; readonly tokens: TokenSource }
  | {
      readonly source: "table";
      readonly columns: readonly ColumnSource[];
      readonly scaling: "standard" | "quantile";
    }
  | { readonly source: "class-target"; readonly column: ColumnSource }
  | {
      readonly source: "number-target";
      readonly columns: readonly ColumnSource[];
      readonly scale: "auto" | "standard" | "log";
    }
  | { readonly source: "pair-key"; readonly column: ColumnSource };

export interface ResolveContext {
  readonly node: string;
  readonly params: { readonly [name: string]: Json };
  /** Types that arrive, in wire order; an unwired port has an empty list. */
  readonly inputs: { readonly [port: string]: readonly PortType[] };
}

export interface Inferred {
  readonly outputs: { readonly [port: string]: PortType };
  readonly issues: readonly Issue[];
}

export interface Migration {
  /** From this version to the next. */
  readonly from: number;
  migrate(params: { readonly [name: string]: Json }): { readonly [name: string]: Json };
}

export interface NodeDefinition {
  readonly kind: string;
  readonly version: number;
  readonly group: Group;
  readonly stage: Stage;
  readonly title: Text;
  readonly summary: Text;
  /** Lucide icon name. */
  readonly icon: string;
  readonly params: Fields;
  readonly inputs: { readonly [port: string]: InputPort };
  readonly outputs: { readonly [port: string]: OutputPort };
  /** Ports that follow from parameters (one per chosen column); they come after `outputs`. */
  dynamicOutputs?(params: { readonly [name: string]: Json }): { readonly [port: string]: OutputPort };
  infer(context: ResolveContext): Inferred;
  sources?(context: ResolveContext): { readonly [name: string]: SourceSpec };
  /** The node draws random numbers, so the document's seed is part of its key. */
  readonly draws: boolean;
  readonly migrations: readonly Migration[];
}

export interface Catalog {
  get(kind: string): NodeDefinition | undefined;
  readonly all: readonly NodeDefinition[];
}

export type { Field };
