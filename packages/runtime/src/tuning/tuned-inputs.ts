/** What is fed to the learning part of an encoder, and which of its inputs takes what. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { ImportSource } from "@fuseline/autograd/onnx";
import { scaledPixels } from "../graph/scaled-pixels.ts";
import type { TunedRecipe } from "../recipe.ts";

export interface TunedInputs {
  /** Pixels, or what the frozen part gave; null for texts that are fed as ids. */
  readonly value: Value | null;
  /** Texts: int64 [B, L]. */
  readonly ids: Value | null;
  /** Texts: float32 [B, L]. */
  readonly mask: Value | null;
  /** float32 [B] */
  readonly presence: Value;
}

interface Feeding {
  readonly source: ImportSource;
  readonly inputs: TunedInputs;
}

/** By the names the encoder's file gives its inputs. */
export function encoderInputs(
  g: GraphBuilder,
  recipe: TunedRecipe,
  { source, inputs }: Feeding,
): { [input: string]: Value } {
  const { encoder, prefix } = recipe;
  const { value, ids, mask } = inputs;
  const named = new Map<string, Value>();
  if (prefix !== null && value !== null) named.set(prefix.output, value);
  if (encoder.recipe === "image-model") {
    if (prefix === null && value !== null)
      named.set(encoder.file.input, scaledPixels(g, value, encoder.preprocess));
  } else if (ids !== null && mask !== null) {
    named.set(encoder.inputs.ids, ids);
    if (encoder.inputs.mask !== null) named.set(encoder.inputs.mask, g.cast(mask, "int64"));
    if (encoder.inputs.types !== null) named.set(encoder.inputs.types, g.cast(g.mul(mask, 0), "int64"));
  }
  const wanted = new Set(source.model.graph.inputs.map(({ name }) => name));
  return Object.fromEntries([...named].filter(([name]) => wanted.has(name)));
}
