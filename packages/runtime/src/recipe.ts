/**
 * Recipes: fitted sources. A recipe says how cells of a row become numbers; it is fitted on training rows, stored in
 * the model's manifest, and the same code fulfils it for training, evaluation and every request to an endpoint.
 */
import type { AugmentSettings, ImagePreprocess } from "@fuseline/data";
import type { BlobId, ModelRef } from "@fuseline/schema";

export interface RecipeColumn {
  readonly column: string;
  readonly several: boolean;
}

/** An ONNX file as it is used: by content, so a manifest never depends on a hub. */
export interface EncoderFile {
  readonly model: BlobId;
  readonly input: string;
  readonly output: string;
  /** Width of the output vectors. */
  readonly width: number;
}

export type EncoderRecipe = Extract<Recipe, { recipe: "image-model" | "text-model" }>;

export type Recipe =
  | {
      readonly recipe: "image-model";
      readonly columns: readonly RecipeColumn[];
      readonly ref: ModelRef | null;
      readonly file: EncoderFile;
      readonly preprocess: ImagePreprocess;
      readonly pooling: "none" | "token0" | "mean-tokens" | "mean-grid" | "features";
      readonly several: "mean" | "list";
      readonly length: number;
    }
  | {
      readonly recipe: "text-model";
      readonly column: RecipeColumn;
      readonly ref: ModelRef | null;
      readonly file: EncoderFile;
      readonly tokenizer: BlobId;
      readonly tokenizerConfig: BlobId | null;
      readonly inputs: { readonly ids: string; readonly mask: string | null; readonly types: string | null };
      readonly pooling: "none" | "mean" | "cls" | "last" | "features";
      readonly normalise: boolean;
      readonly prefix: string;
      readonly maxTokens: number;
      readonly length: number;
      /** Every text is filled up to `to` tokens with `id`, as the model was trained; else to the longest of a batch. */
      readonly padding?: { readonly to: number; readonly id: number };
    }
  | {
      readonly recipe: "pixels";
      readonly columns: readonly RecipeColumn[];
      readonly preprocess: ImagePreprocess;
      readonly augment: AugmentSettings | null;
    }
  | {
      readonly recipe: "tokens";
      readonly column: RecipeColumn;
      readonly tokenizer: BlobId;
      readonly length: number;
      readonly vocabulary: number;
    }
  | { readonly recipe: "table"; readonly columns: readonly TableColumnRecipe[] }
  | {
      readonly recipe: "class-target";
      readonly column: RecipeColumn;
      readonly labels: readonly string[];
      readonly counts: readonly number[];
    }
  | {
      readonly recipe: "number-target";
      readonly columns: readonly RecipeColumn[];
      readonly log: readonly boolean[];
      readonly mean: readonly number[];
      readonly scale: readonly number[];
    }
  | { readonly recipe: "pair-key"; readonly column: RecipeColumn }
  | TunedRecipe;

/** A ready encoder of which a part learns. What stands before that part is a file of its own, run once a row. */
export interface TunedRecipe {
  readonly recipe: "tuned-model";
  /** How the encoder is read when nothing of it learns: columns, preparation, pooling. */
  readonly encoder: EncoderRecipe;
  /** Null where pixels or tokens are fed as they are. */
  readonly prefix: {
    readonly model: BlobId;
    readonly output: string;
    readonly dims: readonly number[];
  } | null;
  /** The part that learns: its ONNX file, and the list of its weights. */
  readonly learned: { readonly model: BlobId; readonly weights: BlobId };
  /** Tokens a text is filled up to; 0 for pictures. */
  readonly length: number;
  /** Of the untouched encoder's vectors over training rows; null for sequences. */
  readonly statistics: { readonly mean: readonly number[]; readonly spread: number } | null;
  /** Changes to the pixels while learning; only where they are fed as they are. */
  readonly augment: AugmentSettings | null;
}

export type TableColumnRecipe = RecipeColumn &
  (
    | {
        readonly as: "number";
        readonly mean: number;
        readonly scale: number;
        readonly quantiles: readonly number[] | null;
      }
    | { readonly as: "category"; readonly values: readonly string[] }
    | { readonly as: "boolean" }
    | { readonly as: "date"; readonly mean: number; readonly scale: number }
  );

export type { AugmentSettings, ImagePreprocess };
