/** Reads caption lists in the form of Flickr30k: several captions for each photo. */
import type { ColumnSchema } from "@fuseline/schema";
import { datasetOf, file, files, integer } from "@fuseline/schema";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";
import { IMAGE_FILES } from "../accept.ts";

/** The photo, and its captions as a list. */
export const CAPTION_COLUMNS: readonly ColumnSchema[] = [
  { name: "image", modality: "image", several: false },
  { name: "captions", modality: "text", several: true },
];

export const loadCaptions = defineNode({
  kind: "load-captions",
  version: 1,
  group: "data",
  stage: "step",
  icon: "captions",
  title: words("Caption lists", "Списки подписей"),
  summary: words(
    "Flickr30k files: a list of captions and a folder of photos.",
    "Файлы Flickr30k: список подписей и папка с фото.",
  ),
  params: {
    file: file({
      label: words("Captions", "Подписи"),
      help: words(
        "Lines such as photo.jpg#0, a tab, the caption; or a table with the columns image and caption.",
        "Строки вида photo.jpg#0, табуляция, подпись; или таблица со столбцами image и caption.",
      ),
      accept: [".token", ".txt", ".tsv", ".csv"],
      required: true,
    }),
    images: files({
      label: words("Photos", "Фото"),
      help: words("The photos that the list names.", "Фото, которые названы в списке."),
      accept: [...IMAGE_FILES, ".zip"],
      required: true,
    }),
    limit: integer({
      label: words("At most", "Не больше"),
      help: words("How many photos to take, from the top.", "Сколько фото взять, считая сверху."),
      min: 10,
      max: 1_000_000,
      default: 5_000,
      advanced: true,
    }),
  },
  inputs: {},
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node }) => ({
    outputs: { data: datasetOf(CAPTION_COLUMNS, node) },
    issues: [],
  }),
  example: {
    params: {
      file: { blob: "0".repeat(64), name: "captions.token", bytes: 900 },
      images: { manifest: "1".repeat(64), name: "images", count: 12, bytes: 4800 },
    },
  },
});
