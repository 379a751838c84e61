/** A ready vision model turns photos into numbers; frozen, every photo is looked at once and kept, else its end learns with the rest. */
import { choice, embeddingOf, integer, model, rowsOf, sequenceOf } from "@fuseline/schema";
import { TUNE } from "../../define/bundles.ts";
import { ENCODED, type EncodedPort } from "../../define/encoded.ts";
import { exampleColumn } from "../../define/examples.ts";
import { columnSources } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput } from "../../define/ports.ts";
import { tunedSource } from "../../define/tuning.ts";
import { words } from "../../define/words.ts";

export const encodeImage = defineNode({
  kind: "encode-image",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "image",
  title: words("Image encoder", "Кодировщик изображений"),
  summary: words(
    "A ready vision model turns photos into numbers.",
    "Готовая модель зрения превращает фото в числа.",
  ),
  params: {
    model: model({
      label: words("Model", "Модель"),
      help: words("Which ready model looks at the photos.", "Какая готовая модель смотрит на фото."),
      modality: "image",
      required: true,
    }),
    ...TUNE,
    size: integer({
      label: words("Side of the photo", "Сторона фото"),
      help: words(
        "Photos are brought to this size. Auto: the model's own.",
        "Фото приводятся к этому размеру. Авто: как у модели.",
      ),
      min: 32,
      max: 512,
      auto: true,
      default: "auto",
      unit: "px",
      advanced: true,
    }),
    several: choice({
      label: words("Several photos a row", "Несколько фото в строке"),
      help: words(
        "A row with several photos: average them, or keep all.",
        "Если в строке несколько фото: усреднить или оставить все.",
      ),
      options: [
        { value: "mean", label: words("Average", "Усреднить") },
        { value: "list", label: words("Keep all", "Оставить все") },
      ],
      default: "mean",
      advanced: true,
    }),
  },
  inputs: { photos: columnInput(["image"], labels.photos, { many: true }) },
  outputs: ENCODED,
  infer: ({ inputs }) => {
    if (inputs.photos.length === 0) return { outputs: {}, issues: [] };
    const rows = rowsOf(inputs.photos);
    return { outputs: { features: sequenceOf("D", rows), embedding: embeddingOf("D", rows) }, issues: [] };
  },
  sources: ({ params, inputs }): Sources<EncodedPort> => {
    const columns = columnSources(inputs.photos);
    if (columns.length === 0 || params.model === null) return {};
    const spec = {
      source: "image-model",
      columns,
      model: params.model,
      several: params.several,
      size: params.size === "auto" ? null : params.size,
    } as const;
    return {
      features: tunedSource({ ...spec, output: "features" }, params),
      embedding: tunedSource({ ...spec, output: "embedding" }, params),
    };
  },
  draws: true,
  example: {
    params: { model: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" } },
    inputs: { photos: [exampleColumn("photo", "image")] },
  },
});
