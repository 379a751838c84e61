/** Fits an encoder that learns: what runs once a row, what learns, and the spread its vectors have at first. */
import { encodeModel, type ImportSource } from "@fuseline/autograd/onnx";
import type { SourceSpec } from "@fuseline/schema";
import { augmentOf } from "../fit/augment.ts";
import type { FitRequest } from "../fit/fit-source.ts";
import { tokenLength } from "../fit/token-length.ts";
import { fulfil } from "../fulfil/fulfil.ts";
import { featureStatistics } from "../graph/feature-statistics.ts";
import { prepareEncoder } from "../import/prepare-encoder.ts";
import type { EncoderRecipe, TunedRecipe } from "../recipe.ts";
import { rowsOf } from "../rows/row-reader.ts";
import { storeLearnedPart } from "./learned-part.ts";
import { splitEncoder } from "./split-encoder.ts";
import { trainedWeights } from "./trained-weights.ts";

type TunedSpec = Extract<SourceSpec, { source: "tuned-model" }>;

/** Rows whose vectors tell mean and spread; more would only cost time. */
const MEASURED_ROWS = 512;

export async function fitTuned(request: FitRequest<TunedSpec>): Promise<TunedRecipe> {
  const { spec, models, context } = request;
  const encoder =
    spec.encoder.source === "image-model"
      ? await models.image(spec.encoder)
      : await models.text(spec.encoder);
  const length = encoder.recipe === "text-model" ? await lengthOf(encoder, request) : 0;
  const source = await preparedSource(encoder, length, request);
  const trainable = trainedWeights(source, spec.trained);
  const split = spec.trained.part === "all" ? null : splitEncoder(source, trainable);
  const { storage } = context;
  return {
    recipe: "tuned-model",
    encoder,
    prefix:
      split === null
        ? null
        : {
            model: await storage.putBytes(encodeModel(split.prefix)),
            output: split.boundary,
            dims: split.dims,
          },
    learned: await storeLearnedPart(storage, { source: split?.suffix ?? source, trainable }),
    length,
    statistics: await statisticsOf(encoder, request),
    augment: split === null && spec.encoder.source === "image-model" ? augmentOf(spec.encoder.columns) : null,
  };
}

async function lengthOf(
  { padding, tokenizer, column, maxTokens, prefix }: Extract<EncoderRecipe, { recipe: "text-model" }>,
  { reader, train, context }: FitRequest<TunedSpec>,
): Promise<number> {
  if (padding !== undefined) return padding.to;
  const texts = train
    .flatMap((row) => reader.texts(column.column, row).slice(0, 1))
    .map((text) => `${prefix}${text}`);
  return tokenLength({ texts, tokenizer, maxTokens, storage: context.storage });
}

async function preparedSource(
  encoder: EncoderRecipe,
  length: number,
  { context }: FitRequest<TunedSpec>,
): Promise<ImportSource> {
  const { file, ref } = encoder;
  const dims =
    encoder.recipe === "image-model"
      ? { [file.input]: [3, encoder.preprocess.size, encoder.preprocess.size] }
      : Object.fromEntries(
          Object.values(encoder.inputs).flatMap((name) => (name === null ? [] : [[name, [length]]])),
        );
  return prepareEncoder({
    model: ref?.hub ?? file.model,
    file: file.model,
    bytes: await context.storage.readBytes(file.model),
    outputs: [file.output],
    dims,
  });
}

/** Of the untouched encoder, whose vectors are kept by content: a frozen run before or after shares them. */
async function statisticsOf(
  encoder: EncoderRecipe,
  { reader, train, context }: FitRequest<TunedSpec>,
): Promise<TunedRecipe["statistics"]> {
  if (encoder.pooling === "features") return null;
  const some = rowsOf(reader, train.slice(0, MEASURED_ROWS));
  const arrays = await fulfil(encoder, some, context);
  const found = featureStatistics(
    arrays,
    Array.from({ length: some.count }, (_, row) => row),
  );
  return found === null ? null : { mean: Array.from(found.mean), spread: found.spread };
}
