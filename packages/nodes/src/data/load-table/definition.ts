/** Reads a spreadsheet: CSV, TSV, XLSX or JSONL. */
import { choice, columnList, datasetOf, file, integer, text } from "@fuseline/schema";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

const AUTO = { value: "auto", label: words("Find out", "Определить") } as const;

export const loadTable = defineNode({
  kind: "load-table",
  version: 1,
  group: "data",
  stage: "step",
  icon: "table",
  title: words("Spreadsheet", "Таблица"),
  summary: words("Reads CSV, TSV, XLSX, JSONL.", "Читает CSV, TSV, XLSX, JSONL."),
  params: {
    file: file({
      label: words("File", "Файл"),
      help: words(
        "The table itself: one row for each thing.",
        "Сама таблица: одна строка на каждый предмет.",
      ),
      accept: [".csv", ".tsv", ".txt", ".xlsx", ".jsonl"],
      required: true,
    }),
    sheet: text({
      label: words("Sheet", "Лист"),
      help: words("Which page of the workbook. Empty: the first.", "Какая страница книги. Пусто: первая."),
      maxLength: 100,
    }),
    header: integer({
      label: words("Row of names", "Строка с названиями"),
      help: words("Row that holds the names.", "Строка, в которой стоят названия столбцов."),
      min: 0,
      max: 20,
      auto: true,
      default: "auto",
      advanced: true,
    }),
    delimiter: choice({
      label: words("Separator", "Разделитель"),
      help: words("What stands between the cells.", "Что стоит между ячейками."),
      options: [
        AUTO,
        { value: ",", label: words("Comma", "Запятая") },
        { value: ";", label: words("Semicolon", "Точка с запятой") },
        { value: "\t", label: words("Tab", "Табуляция") },
        { value: "|", label: words("Vertical bar", "Вертикальная черта") },
      ],
      default: "auto",
      advanced: true,
    }),
    encoding: choice({
      label: words("Letters are stored as", "Как записаны буквы"),
      help: words(
        "The encoding of the file. Change it if letters look broken.",
        "Кодировка файла. Смените, если вместо букв видны значки.",
      ),
      options: [
        AUTO,
        { value: "utf-8", label: words("UTF-8", "UTF-8") },
        { value: "windows-1251", label: words("Windows-1251, Cyrillic", "Windows-1251, кириллица") },
        { value: "koi8-r", label: words("KOI8-R, Cyrillic", "KOI8-R, кириллица") },
        { value: "cp866", label: words("CP866, Cyrillic of DOS", "CP866, кириллица DOS") },
        { value: "windows-1252", label: words("Windows-1252, Western", "Windows-1252, западная") },
        { value: "utf-16le", label: words("UTF-16, little-endian", "UTF-16, младший байт первым") },
        { value: "utf-16be", label: words("UTF-16, big-endian", "UTF-16, старший байт первым") },
      ],
      default: "auto",
      advanced: true,
    }),
    columns: columnList({
      label: words("Columns found", "Найденные столбцы"),
      help: words(
        "What was understood of the file when it was added.",
        "Что удалось понять в файле, когда его добавили.",
      ),
      advanced: true,
      cosmetic: true,
    }),
  },
  inputs: {},
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params }) => ({
    outputs: { data: datasetOf(params.columns, node) },
    issues: [],
  }),
  example: {
    params: {
      file: { blob: "0".repeat(64), name: "products.csv", bytes: 120 },
      columns: [
        { name: "photo", modality: "image", several: false },
        { name: "category", modality: "category", several: false },
      ],
    },
  },
});
