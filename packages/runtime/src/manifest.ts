/** The manifest: everything a trained model needs to answer, by content. Trainer, evaluator, endpoint and export share it. */
import type { BlobId, Modality } from "@fuseline/schema";
import type { Recipe } from "./recipe.ts";

export interface ManifestInput {
  readonly column: string;
  readonly modality: Modality;
  readonly several: boolean;
  /** A request without it is refused unless the model learnt to work with parts missing. */
  readonly required: boolean;
}

export type Head =
  | {
      readonly task: "classes";
      readonly output: string;
      readonly labels: readonly string[];
      readonly temperature: number;
      readonly abstain: number;
      readonly column: string;
    }
  | {
      readonly task: "value";
      readonly output: string;
      readonly names: readonly string[];
      readonly log: readonly boolean[];
      readonly mean: readonly number[];
      readonly scale: readonly number[];
      /** Residual quantiles (standardised units) of validation rows, 2.5 % and 97.5 %. */
      readonly residuals: readonly (readonly [number, number])[];
    }
  | {
      readonly task: "pairs";
      readonly a: PairSide;
      readonly b: PairSide;
      readonly scale: number;
      readonly width: number;
    };

/** One side of a common space: its own graph output and the inputs it needs. */
export interface PairSide {
  readonly output: string;
  readonly inputs: readonly string[];
  readonly modality: Modality;
}

/** Graph input ← recipe output. `part`: which array of the recipe ("value", "presence", "mask", "ids", "numbers", …). */
export interface FeedBinding {
  readonly input: string;
  readonly source: string;
  readonly part: string;
}

export interface Manifest {
  readonly format: "fuseline/model";
  readonly version: 1;
  /** ONNX file with a symbolic batch. */
  readonly graph: BlobId;
  readonly inputs: readonly ManifestInput[];
  readonly sources: { readonly [name: string]: Recipe };
  /** Key of the encode step that already holds each source for the rows of the dataset. */
  readonly encoded: { readonly [name: string]: string };
  readonly feeds: readonly FeedBinding[];
  readonly head: Head;
  readonly training: TrainingRecord;
}

export interface TrainingRecord {
  readonly seed: number;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
  readonly optimiser: string;
  readonly parameters: number;
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number };
  readonly seconds: number;
  readonly versions: { readonly [name: string]: string };
  readonly curves: { readonly [series: string]: readonly (readonly [number, number])[] };
}
