/** The part of a ready encoder that learns, as it is stored: an ONNX file of any batch and what its weights are. */
import { decodeModel, encodeModel, type ImportedWeight, type ImportSource } from "@fuseline/autograd/onnx";
import type { Storage } from "@fuseline/data";
import type { Recipe, TunedRecipe } from "../recipe.ts";

export interface LearnedPart {
  readonly source: ImportSource;
  /** Names of the weights that learn when they are not adapted. */
  readonly trainable: ReadonlySet<string>;
}

interface StoredWeights {
  readonly weights: readonly ImportedWeight[];
  readonly blocks: number;
  readonly trainable: readonly string[];
}

export async function storeLearnedPart(storage: Storage, part: LearnedPart): Promise<TunedRecipe["learned"]> {
  const { model, weights, blocks } = part.source;
  const stored: StoredWeights = { weights, blocks, trainable: [...part.trainable] };
  return {
    model: await storage.putBytes(encodeModel(model)),
    weights: await storage.putBytes(new TextEncoder().encode(JSON.stringify(stored))),
  };
}

/** Nothing for sources of which no part learns. */
export async function learnedPart(
  recipe: Recipe,
  storage: Storage,
): Promise<{ readonly learned?: LearnedPart }> {
  if (recipe.recipe !== "tuned-model") return {};
  const [model, list] = await Promise.all([
    storage.readBytes(recipe.learned.model),
    storage.readBytes(recipe.learned.weights),
  ]);
  const { trainable, ...rest }: StoredWeights = JSON.parse(new TextDecoder().decode(list));
  return { learned: { source: { model: decodeModel(model), ...rest }, trainable: new Set(trainable) } };
}
