/** How an architecture is declared: which `model_type`s it answers to, and how it becomes an encoder. */
import type { Value } from "@fuseline/autograd";
import type { Checkpoint } from "./checkpoint.ts";
import type { Computed, ImageEncoder, TextEncoder, TextInputs } from "./encoder.ts";
import type { ModelConfig } from "./model-config.ts";

interface DescribedText extends Omit<TextEncoder, "modelType" | "build"> {
  compute(at: Checkpoint, inputs: TextInputs): Computed;
}

interface DescribedImage extends Omit<ImageEncoder, "modelType" | "build"> {
  compute(at: Checkpoint, pixels: Value): Computed;
}

export type Described = DescribedText | DescribedImage;

/** Names in the file, without the prefix that models with a head put before them. */
export type StoredNames = Pick<ReadonlySet<string>, "has">;

export interface Architecture<Modality extends "text" | "image" = "text" | "image"> {
  readonly modelTypes: readonly string[];
  /** What models with a head put before the names. */
  readonly prefixes: readonly string[];
  /** @throws ArchitectureRefused for a setting that is not carried out */
  describe(config: ModelConfig, stored: StoredNames): Extract<Described, { modality: Modality }>;
}
