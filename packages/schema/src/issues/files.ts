/** Words for files: tables, archives, pictures, and matching them to rows. */
import { counted, countedRu, enNumber, listed, message, ruNumber } from "./message.ts";

type ArchiveProblem =
  | "absolute"
  | "outside"
  | "name"
  | "link"
  | "encrypted"
  | "duplicate"
  | "entries"
  | "bytes"
  | "entry-bytes"
  | "ratio"
  | "nested";

const ARCHIVE_PROBLEMS: { readonly [P in ArchiveProblem]: { readonly en: string; readonly ru: string } } = {
  absolute: { en: "its path starts at the root of a disk", ru: "путь начинается от корня диска" },
  outside: { en: "its path leads out of the archive", ru: "путь ведет наружу из архива" },
  name: { en: "its name cannot be stored", ru: "такое имя нельзя сохранить" },
  link: { en: "it is a link, not a file", ru: "это ссылка, а не файл" },
  encrypted: { en: "it is locked with a password", ru: "он закрыт паролем" },
  duplicate: { en: "the name stands there twice", ru: "это имя есть там дважды" },
  entries: { en: "there are too many files", ru: "в архиве слишком много файлов" },
  bytes: { en: "unpacked it would be too large", ru: "в распакованном виде архив слишком большой" },
  "entry-bytes": { en: "the file is too large", ru: "файл слишком большой" },
  ratio: {
    en: "it unpacks to far more than it should",
    ru: "он распаковывается в неправдоподобно большой объем",
  },
  nested: { en: "it is an archive inside an archive", ru: "это архив внутри архива" },
};

/** Indices of the first rows it happened in, from 0, for a list to jump to. */
type Places = readonly number[];

export const FILE_CODES = {
  "file-unreadable": message<{ file: string; entry?: string }>({
    en: (f) => ({
      title: `“${f.file}” cannot be read${f.entry === undefined ? "" : ` at “${f.entry}”`}.`,
      fix: "Save it again, or leave it out.",
    }),
    ru: (f) => ({
      title: `Не удается прочитать «${f.file}»${f.entry === undefined ? "" : `, место «${f.entry}»`}.`,
      fix: "Сохраните файл заново или уберите его.",
    }),
  }),
  "file-missing": message<{ file: string }>({
    en: (f) => ({
      title: `“${f.file}” is not in this data folder.`,
      fix: "Choose the file again: pipelines carry the names of files, not the files.",
    }),
    ru: (f) => ({
      title: `В этой папке данных нет «${f.file}».`,
      fix: "Выберите файл заново: в схеме хранятся имена файлов, а не сами файлы.",
    }),
  }),
  "file-unsupported": message<{ file: string; format: string }>({
    en: (f) => ({
      title: `“${f.file}” is of a kind that is not opened here (${f.format}).`,
      fix: "Save tables as CSV, TSV, XLSX or JSONL, and photos as JPEG, PNG or WebP.",
    }),
    ru: (f) => ({
      title: `Файлы такого вида здесь не открываются: «${f.file}» (${f.format}).`,
      fix: "Сохраните таблицу как CSV, TSV, XLSX или JSONL, а фото как JPEG, PNG или WebP.",
    }),
  }),
  "archive-unsafe": message<{ file: string; entry: string; problem: ArchiveProblem }>({
    en: (f) => ({
      title: `“${f.entry}” in “${f.file}” was not unpacked: ${ARCHIVE_PROBLEMS[f.problem].en}.`,
      fix: "Make the ZIP again from plain files and folders.",
    }),
    ru: (f) => ({
      title: `«${f.entry}» из «${f.file}» не распакован: ${ARCHIVE_PROBLEMS[f.problem].ru}.`,
      fix: "Соберите ZIP заново из обычных файлов и папок.",
    }),
  }),
  "encoding-guessed": message<{ file: string; encoding: string; example: string }>({
    en: (f) => ({
      title: `“${f.file}” was read as ${f.encoding}, for example “${f.example}”.`,
      fix: "If letters look broken, choose another encoding.",
    }),
    ru: (f) => ({
      title: `«${f.file}» прочитан как ${f.encoding}, например «${f.example}».`,
      fix: "Если вместо букв значки, выберите другую кодировку.",
    }),
  }),
  "table-ragged": message<{ file: string; lines: readonly number[]; count: number }>({
    en: (f) => ({
      title: `${counted(f.count, "line", "lines")} of “${f.file}” have too many or too few cells: ${f.lines.slice(0, 5).join(", ")}.`,
      fix: "Missing cells were left empty, extra ones were dropped. Check these lines.",
    }),
    ru: (f) => ({
      title: `В «${f.file}» ${countedRu(f.count, "строка", "строки", "строк")} с лишними или недостающими ячейками: ${f.lines.slice(0, 5).join(", ")}.`,
      fix: "Недостающие ячейки оставлены пустыми, лишние отброшены. Проверьте эти строки.",
    }),
  }),
  "lines-unreadable": message<{ file: string; lines: readonly number[]; count: number }>({
    en: (f) => ({
      title: `${counted(f.count, "line", "lines")} of “${f.file}” could not be understood: ${f.lines.slice(0, 5).join(", ")}.`,
      fix: "They were left out. Correct them if you need them.",
    }),
    ru: (f) => ({
      title: `В «${f.file}» не удалось разобрать ${countedRu(f.count, "строку", "строки", "строк")}: ${f.lines.slice(0, 5).join(", ")}.`,
      fix: "Они пропущены. Исправьте их, если они нужны.",
    }),
  }),
  "table-empty": message<{ file: string }>({
    en: (f) => ({
      title: `“${f.file}” holds no rows.`,
      fix: "Choose another file or another page of the workbook.",
    }),
    ru: (f) => ({ title: `В «${f.file}» нет строк.`, fix: "Выберите другой файл или другой лист книги." }),
  }),
  "table-too-large": message<{ file: string; limit: number }>({
    en: (f) => ({
      title: `“${f.file}” is larger than ${enNumber(f.limit)}, the limit here.`,
      fix: "Take a part of it.",
    }),
    ru: (f) => ({
      title: `«${f.file}» больше предела (${ruNumber(f.limit)}).`,
      fix: "Возьмите часть таблицы.",
    }),
  }),
  "sheet-missing": message<{ file: string; sheet: string; sheets: readonly string[] }>({
    en: (f) => ({
      title: `The workbook “${f.file}” has no page “${f.sheet}”.`,
      fix: `Choose one of ${listed(f.sheets, "en", 8)}.`,
    }),
    ru: (f) => ({
      title: `В книге «${f.file}» нет листа «${f.sheet}».`,
      fix: `Выберите один из: ${listed(f.sheets, "ru", 8)}.`,
    }),
  }),
  "files-empty": message<{ name: string; count: number }>({
    en: (f) => ({
      title: `“${f.name}” holds no photos (${counted(f.count, "file", "files")} of other kinds).`,
      fix: "Add JPEG, PNG or WebP files.",
    }),
    ru: (f) => ({
      title: `В «${f.name}» нет фото (${countedRu(f.count, "файл другого вида", "файла другого вида", "файлов другого вида")}).`,
      fix: "Добавьте файлы JPEG, PNG или WebP.",
    }),
  }),
  "data-missing": message<{ name: string }>({
    en: (f) => ({
      title: `“${f.name}” holds neither a table nor photos.`,
      fix: "Give a CSV, XLSX or JSONL table, a folder or ZIP of photos, or both.",
    }),
    ru: (f) => ({
      title: `В «${f.name}» нет ни таблицы, ни фото.`,
      fix: "Дайте таблицу CSV, XLSX или JSONL, папку или ZIP с фото, или и то и другое.",
    }),
  }),
  "captions-missing": message<{ file: string }>({
    en: (f) => ({
      title: `No captions were found in “${f.file}”.`,
      fix: "It takes lines “picture#0, tab, caption”, or a CSV with the columns image and caption.",
    }),
    ru: (f) => ({
      title: `В «${f.file}» не нашлось подписей.`,
      fix: "Нужны строки вида «картинка#0, табуляция, подпись» или CSV со столбцами image и caption.",
    }),
  }),
  "file-unmatched": message<{
    column: string;
    rows: number;
    total: number;
    examples: readonly string[];
    places?: Places;
  }>({
    en: (f) => ({
      title: `${enNumber(f.rows)} of ${enNumber(f.total)} rows found no file for “${f.column}”: ${listed(f.examples, "en")}.`,
      fix: "Add the files, or correct the names in the table.",
    }),
    ru: (f) => ({
      title: `Для «${f.column}» без файла: ${countedRu(f.rows, "строка", "строки", "строк")} из ${ruNumber(f.total)}: ${listed(f.examples, "ru")}.`,
      fix: "Добавьте файлы или поправьте имена в таблице.",
    }),
  }),
  "file-ambiguous": message<{
    column: string;
    rows: number;
    examples: readonly string[];
    places?: Places;
  }>({
    en: (f) => ({
      title: `For ${counted(f.rows, "row", "rows")} of “${f.column}” several files fit: ${listed(f.examples, "en")}.`,
      fix: "Write more of the right file's name or folder into these cells.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» для ${countedRu(f.rows, "строки", "строк", "строк")} подходит несколько файлов: ${listed(f.examples, "ru")}.`,
      fix: "Напишите в этих ячейках имя нужного файла полнее, с папкой.",
    }),
  }),
  "pictures-missing": message<{ column: string; rows: number }>({
    en: (f) => ({
      title: `None of the ${counted(f.rows, "row", "rows")} has a picture in “${f.column}” that can be opened.`,
      fix: "Bring the pictures with the table, in a folder or a ZIP, as JPEG, PNG or WebP, or leave this column out.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» нет ни одной картинки, которая открывается, хотя в таблице ${countedRu(f.rows, "строка", "строки", "строк")}.`,
      fix: "Принесите картинки вместе с таблицей, папкой или ZIP, в JPEG, PNG или WebP, или не берите этот столбец.",
    }),
  }),
  "image-corrupt": message<{ file: string }>({
    en: (f) => ({
      title: `The picture “${f.file}” is broken and counts as missing.`,
      fix: "Replace it, or leave the row without it.",
    }),
    ru: (f) => ({
      title: `Картинка «${f.file}» повреждена и считается отсутствующей.`,
      fix: "Замените ее или оставьте строку без нее.",
    }),
  }),
  "image-too-large": message<{ file: string; limit: number; width?: number; height?: number }>({
    en: (f) => ({
      title: `“${f.file}” has more than ${enNumber(f.limit / 1e6)} million pixels.`,
      fix: "Make the picture smaller.",
    }),
    ru: (f) => ({
      title: `В «${f.file}» больше ${ruNumber(f.limit / 1e6)} млн пикселей.`,
      fix: "Уменьшите картинку.",
    }),
  }),
  "image-unsupported": message<{ file: string; format: string }>({
    en: (f) => ({
      title: `“${f.file}” is ${f.format.toUpperCase()}, which is not opened here.`,
      fix: "Save it as JPEG, PNG or WebP.",
    }),
    ru: (f) => ({
      title: `«${f.file}» в формате ${f.format.toUpperCase()}, он здесь не открывается.`,
      fix: "Сохраните картинку как JPEG, PNG или WebP.",
    }),
  }),
};
