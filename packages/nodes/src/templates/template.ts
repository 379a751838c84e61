/** What a template is, what it is asked for, and what it gives. */
import type {
  ColumnSchema,
  Endpoint,
  Json,
  Modality,
  ModelRef,
  PipelineDocument,
  Text,
} from "@fuseline/schema";
import type { Draft } from "./draft.ts";
import type { DataUnderstanding } from "./understanding.ts";

export const TEMPLATE_IDS = ["sort-products", "find-pictures", "price-home"] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** What a person wants from the data. */
export type Wish = "choose-class" | "find" | "predict-number";

export interface TemplateRequest {
  readonly understanding: DataUnderstanding;
  /** Column to predict; else the guessed one. */
  readonly target?: string;
  /** Columns to learn from; else the template's own choice. */
  readonly inputs?: readonly string[];
  /** Ready encoders that were given or are installed; without one, a small one is learnt from scratch. */
  readonly models: { readonly image?: ModelRef; readonly text?: ModelRef };
  readonly seed: number;
  /** "node.param" → value; texts are read by the kind of the field. */
  readonly settings?: { readonly [setting: string]: Json };
  /** Name of the document; else the template's title. */
  readonly name?: string;
}

export interface BuiltTemplate {
  readonly document: PipelineDocument;
  /** What was understood and chosen, one sentence each. */
  readonly explanation: readonly Text[];
}

/** Columns by the encoder that reads them. */
export interface Inputs {
  readonly photos: readonly ColumnSchema[];
  readonly texts: readonly ColumnSchema[];
  readonly table: readonly ColumnSchema[];
}

/** What a template composes with: everything chosen, nothing left to guess. */
export interface Scene {
  readonly draft: Draft;
  readonly inputs: Inputs;
  readonly target: ColumnSchema | null;
  readonly key: ColumnSchema | null;
  readonly models: TemplateRequest["models"];
  readonly rows: number;
  /** The wire of one chosen column. */
  column(name: string): Endpoint;
  /** The rows with their chosen columns. */
  readonly data: Endpoint;
}

export interface Template {
  readonly id: TemplateId;
  readonly title: Text;
  readonly summary: Text;
  /** Lucide icon name. */
  readonly icon: string;
  readonly wish: Wish;
  /** What the gallery shows it for. */
  readonly modalities: readonly Modality[];
  /** Kinds of the answer, and the kind it is read as; null where nothing is predicted. */
  readonly answer: { readonly from: readonly Modality[]; readonly as: Modality; readonly words: Text } | null;
  /** What it needs to learn from, in words. */
  readonly wanted: Text;
  /** The inputs taken when a person names none, out of those that could be taken. */
  choose(possible: Inputs): Inputs;
  /** Whether these inputs are enough. */
  suffices(inputs: Inputs): boolean;
  compose(scene: Scene): void;
}
