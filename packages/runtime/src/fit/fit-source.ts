/** Fits a source on training rows: statistics, names, a tokeniser, or the files of a pretrained model → a recipe. */
import type { ImagePreprocess } from "@fuseline/data";
import { trainTokenizer } from "@fuseline/data";
import type { ColumnSource, SourceSpec } from "@fuseline/schema";
import type { FulfilContext } from "../fulfil/context.ts";
import { ownModelRecipe } from "../own-model/own-model-recipe.ts";
import type { Recipe, RecipeColumn } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { fitTuned } from "../tuning/fit-tuned.ts";
import { augmentOf } from "./augment.ts";
import { fitTable } from "./table.ts";
import { fitClassTarget, fitNumberTarget } from "./targets.ts";
import { tokenLength } from "./token-length.ts";

/** Finds a pretrained model's files (downloads them when needed) and describes how to use them. */
export interface PretrainedModels {
  image(
    spec: Extract<SourceSpec, { source: "image-model" }>,
  ): Promise<Extract<Recipe, { recipe: "image-model" }>>;
  text(
    spec: Extract<SourceSpec, { source: "text-model" }>,
  ): Promise<Extract<Recipe, { recipe: "text-model" }>>;
}

export interface FitRequest<S extends SourceSpec = SourceSpec> {
  readonly spec: S;
  readonly reader: RowReader;
  readonly train: readonly number[];
  readonly models: PretrainedModels;
  readonly context: FulfilContext;
}

export async function fitSource({ spec, reader, train, models, context }: FitRequest): Promise<Recipe> {
  switch (spec.source) {
    case "image-model":
      return models.image(spec);
    case "text-model":
      return models.text(spec);
    case "onnx-model":
      return ownModelRecipe(spec, context.storage);
    case "tuned-model":
      return fitTuned({ spec, reader, train, models, context });
    case "pixels":
      return {
        recipe: "pixels",
        columns: spec.columns.map(columnOf),
        preprocess: plainPixels(spec.size),
        augment: augmentOf(spec.columns),
      };
    case "tokens": {
      const { column, vocabulary, maxTokens } = spec.tokens;
      const texts = train.flatMap((row) => reader.texts(column.column, row));
      const tokenizer = await context.storage.putBytes(
        new TextEncoder().encode(trainTokenizer(texts, vocabulary)),
      );
      const length = await tokenLength({ texts, tokenizer, maxTokens, storage: context.storage });
      return { recipe: "tokens", column: columnOf(column), tokenizer, length, vocabulary };
    }
    case "table":
      return {
        recipe: "table",
        columns: fitTable({ columns: spec.columns, scaling: spec.scaling, reader, train }),
      };
    case "class-target":
      return fitClassTarget(spec.column, { reader, train });
    case "number-target":
      return fitNumberTarget(spec.columns, spec.scale, { reader, train });
    case "pair-key":
      return { recipe: "pair-key", column: columnOf(spec.column) };
  }
}

function columnOf({ column, several }: ColumnSource): RecipeColumn {
  return { column, several };
}

/** Pixels of a model learnt from scratch: stretched to a square, about zero mean and unit spread. */
function plainPixels(size: number): ImagePreprocess {
  const [mean, std]: [number, number] = [0.5, 0.25];
  return {
    size,
    shortSide: null,
    resample: "bilinear",
    channels: "rgb",
    rescale: 1 / 255,
    mean: [mean, mean, mean],
    std: [std, std, std],
  };
}
