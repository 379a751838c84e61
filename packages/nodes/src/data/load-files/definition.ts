/** Makes a table of the photos in a folder or ZIP: one row a file. */
import type { ColumnSchema } from "@fuseline/schema";
import { choice, columnList, datasetOf, files, toggle } from "@fuseline/schema";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";
import { IMAGE_FILES } from "../accept.ts";

/** Path inside the folder, file name without extension, folder, and the photo itself. */
export const FILE_COLUMNS: readonly ColumnSchema[] = [
  { name: "file", modality: "identity", several: false },
  { name: "name", modality: "text", several: false },
  { name: "folder", modality: "category", several: false },
  { name: "photo", modality: "image", several: false },
];
/** The name of the folder, where folders are classes. */
export const LABEL_COLUMN: ColumnSchema = { name: "label", modality: "category", several: false };

export const loadFiles = defineNode({
  kind: "load-files",
  version: 1,
  group: "data",
  stage: "step",
  icon: "folder-open",
  title: words("Folder of files", "Папка с файлами"),
  summary: words("Photos from a folder or ZIP.", "Фото из папки или ZIP."),
  params: {
    files: files({
      label: words("Files", "Файлы"),
      help: words("A folder, a ZIP or a drop of photos.", "Папка, ZIP или несколько перетянутых фото."),
      accept: [...IMAGE_FILES, ".zip"],
      required: true,
    }),
    labels: choice({
      label: words("Classes", "Классы"),
      help: words("Folder names are classes.", "Названия папок — это классы."),
      options: [
        { value: "auto", label: words("Find out", "Определить") },
        { value: "none", label: words("No classes", "Без классов") },
        { value: "folder", label: words("Folders are classes", "Папки — это классы") },
      ],
      default: "auto",
    }),
    deep: toggle({
      label: words("Inner folders", "Вложенные папки"),
      help: words("Look into inner folders.", "Заглядывать во вложенные папки."),
      default: true,
      advanced: true,
    }),
    columns: columnList({
      label: words("Columns found", "Найденные столбцы"),
      help: words(
        "What was understood of the files when they were added.",
        "Что удалось понять в файлах, когда их добавили.",
      ),
      advanced: true,
      cosmetic: true,
    }),
  },
  inputs: {},
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params }) => {
    const labelled =
      params.labels === "folder" ||
      (params.labels === "auto" && params.columns.some((column) => column.name === LABEL_COLUMN.name));
    const columns = labelled ? [...FILE_COLUMNS, LABEL_COLUMN] : FILE_COLUMNS;
    return { outputs: { data: datasetOf(columns, node) }, issues: [] };
  },
  example: {
    params: {
      files: { manifest: "0".repeat(64), name: "photos", count: 12, bytes: 4800 },
      labels: "folder",
    },
  },
});
