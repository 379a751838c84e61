/**
 * What an exported folder says of itself: how inputs are prepared, which file takes what, what the answers mean. It is
 * written for programs that are not Fuseline; docs/guide/use-the-model-elsewhere.md explains it.
 */
import type { ImagePreprocess } from "@fuseline/data";
import type { Manifest, ManifestInput } from "../manifest.ts";
import type { TableColumnRecipe } from "../recipe.ts";

export interface PortableManifest {
  readonly format: "fuseline/portable-model";
  readonly version: 1;
  /** Columns that a person fills in. */
  readonly inputs: readonly ManifestInput[];
  /** Run first, each from a column to what `model` takes. */
  readonly sources: readonly PortableSource[];
  /** Run last. */
  readonly model: PortableModel;
  readonly answer: PortableAnswer;
  readonly training: Omit<Manifest["training"], "curves">;
}

export interface PortableFile {
  readonly file: string;
  readonly sha256: string;
  /** Version of the operators of ai.onnx. */
  readonly opset: number;
}

export interface PortableModel extends PortableFile {
  readonly inputs: readonly PortableTensor[];
  readonly outputs: readonly PortableTensor[];
}

export interface PortableTensor {
  readonly name: string;
  readonly dtype: string;
  /** A name stands for any size; `batch` is the number of rows. */
  readonly dims: readonly (number | string)[];
}

export interface PortableSource {
  readonly columns: readonly string[];
  readonly prepare: Preparation;
  /** Null: what was prepared is fed to `model` as it is. */
  readonly encoder: (PortableFile & { readonly output: string; readonly inputs: EncoderInputs }) | null;
  /** Input of `model` → what it takes. */
  readonly feeds: { readonly [input: string]: Fed };
}

/** Inputs of an encoder by what they take; `types` are all zeros. */
export type EncoderInputs = { readonly [what in "pixels" | "ids" | "mask" | "types"]?: string };

/**
 * `encoded`: the encoder's output. `presence`: 1 where the row has the column, else 0. `pixels`, `ids`, `mask`,
 * `numbers`, `missing`, `categories`: what `prepare` makes.
 */
export type Fed = "encoded" | "presence" | "pixels" | "ids" | "mask" | "numbers" | "missing" | "categories";

export type Preparation =
  /** `scaled`: float32 (pixel · rescale − mean) / std; else the bytes themselves, uint8. Both [batch, 3, size, size]. */
  | ({ readonly kind: "picture"; readonly scaled: boolean } & ImagePreprocess)
  | {
      readonly kind: "text";
      /** A tokenizer.json, as the library `tokenizers` reads it. */
      readonly tokenizer: string;
      /** Put before every text. */
      readonly prefix: string;
      readonly maxTokens: number;
      /** Tokens every text is filled up to; null: the longest of the batch. */
      readonly length: number | null;
      /** The token that fills. */
      readonly padding: number;
    }
  | { readonly kind: "table"; readonly columns: readonly TableColumnRecipe[] };

export type PortableAnswer =
  /** `output` [batch, classes] holds probabilities; below `abstain` the model is not sure. */
  | {
      readonly task: "classes";
      readonly output: string;
      readonly labels: readonly string[];
      readonly abstain: number;
    }
  /** In units of the columns, [batch, names]; 95 of 100 answers lie between `low` and `high`. */
  | {
      readonly task: "value";
      readonly output: string;
      readonly low: string;
      readonly high: string;
      readonly names: readonly string[];
    }
  /** Vectors of length 1: the higher the product of two, the better they fit. */
  | {
      readonly task: "pairs";
      readonly a: { readonly output: string; readonly columns: readonly string[] };
      readonly b: { readonly output: string; readonly columns: readonly string[] };
    };
