/** What data can be wrong with: files, tables, pictures, answers. */
import { counted, countedRu, enNumber, listed, message, ruNumber } from "./message.ts";

export const DATA_CODES = {
  "file-unreadable": message<{ file: string; reason?: string }>({
    en: ({ file, reason }) => ({
      title: `${file} cannot be read${reason ? `: ${reason}` : ""}.`,
      fix: "Save it again, or leave it out.",
    }),
    ru: ({ file, reason }) => ({
      title: `Не удается прочитать ${file}${reason ? `: ${reason}` : ""}.`,
      fix: "Сохраните файл заново или уберите его.",
    }),
  }),
  "archive-unsafe": message<{ file: string; entry: string; reason: string }>({
    en: ({ file, entry, reason }) => ({
      title: `${file} was not unpacked: ${entry} ${reason}.`,
      fix: "Make the ZIP again from plain files and folders.",
    }),
    ru: ({ file, entry, reason }) => ({
      title: `${file} не распакован: ${entry} (${reason}).`,
      fix: "Соберите ZIP заново из обычных файлов и папок.",
    }),
  }),
  "encoding-guessed": message<{ file: string; encoding: string }>({
    en: ({ file, encoding }) => ({
      title: `${file} was read as ${encoding}.`,
      fix: "If letters look broken, choose another encoding.",
    }),
    ru: ({ file, encoding }) => ({
      title: `${file} прочитан как ${encoding}.`,
      fix: "Если вместо букв значки, выберите другую кодировку.",
    }),
  }),
  "table-ragged": message<{ file: string; rows: readonly number[]; columns: number }>({
    en: ({ file, rows, columns }) => ({
      title: `${counted(rows.length, "row", "rows")} of ${file} do not have ${counted(columns, "cell", "cells")}: ${rows.slice(0, 5).join(", ")}.`,
      fix: "Missing cells were left empty, extra ones were dropped. Check these rows.",
    }),
    ru: ({ file, rows, columns }) => ({
      title: `В ${file} ${countedRu(rows.length, "строка", "строки", "строк")} не из ${columns} ячеек: ${rows.slice(0, 5).join(", ")}.`,
      fix: "Недостающие ячейки оставлены пустыми, лишние отброшены. Проверьте эти строки.",
    }),
  }),
  "file-unmatched": message<{ column: string; rows: number; total: number; examples: readonly string[] }>({
    en: ({ column, rows, total, examples }) => ({
      title: `${enNumber(rows)} of ${enNumber(total)} rows found no file for ${column}: ${listed(examples, "en")}.`,
      fix: "Add the files, or correct the names in the table.",
    }),
    ru: ({ column, rows, total, examples }) => ({
      title: `Для ${column} без файла остались ${ruNumber(rows)} из ${ruNumber(total)} строк: ${listed(examples, "ru")}.`,
      fix: "Добавьте файлы или поправьте имена в таблице.",
    }),
  }),
  "image-corrupt": message<{ file: string }>({
    en: ({ file }) => ({
      title: `${file} is broken and counts as missing.`,
      fix: "Replace the picture, or leave the row without it.",
    }),
    ru: ({ file }) => ({
      title: `${file} поврежден и считается отсутствующим.`,
      fix: "Замените картинку или оставьте строку без нее.",
    }),
  }),
  "image-too-large": message<{ file: string; limit: number }>({
    en: ({ file, limit }) => ({
      title: `${file} has more than ${enNumber(limit / 1e6)} million pixels.`,
      fix: "Make it smaller.",
    }),
    ru: ({ file, limit }) => ({
      title: `В ${file} больше ${ruNumber(limit / 1e6)} млн пикселей.`,
      fix: "Уменьшите картинку.",
    }),
  }),
  "image-unsupported": message<{ file: string; format: string }>({
    en: ({ file, format }) => ({
      title: `${file} is ${format.toUpperCase()}, which is not opened here.`,
      fix: "Save it as JPEG, PNG or WebP.",
    }),
    ru: ({ file, format }) => ({
      title: `${file} в формате ${format.toUpperCase()}, он здесь не открывается.`,
      fix: "Сохраните как JPEG, PNG или WebP.",
    }),
  }),
  "label-missing": message<{ column: string; rows: number }>({
    en: ({ column, rows }) => ({
      title: `${counted(rows, "row has", "rows have")} no answer in ${column} and were set aside.`,
      fix: "Fill the cells to learn from them too.",
    }),
    ru: ({ column, rows }) => ({
      title: `В ${column} нет ответа в ${countedRu(rows, "строке", "строках", "строках")}, они отложены.`,
      fix: "Заполните ячейки, чтобы учиться и на них.",
    }),
  }),
  "single-class": message<{ column: string; label: string }>({
    en: ({ column, label }) => ({
      title: `Every row of ${column} says “${label}”.`,
      fix: "There is nothing to choose between: pick another answer column.",
    }),
    ru: ({ column, label }) => ({
      title: `Во всех строках ${column} стоит «${label}».`,
      fix: "Выбирать не из чего: возьмите другой столбец ответа.",
    }),
  }),
  "label-rare": message<{ column: string; labels: readonly string[]; least: number }>({
    en: ({ column, labels, least }) => ({
      title: `Fewer than ${least} rows in ${column} for ${listed(labels, "en")}.`,
      fix: "Add rows of these kinds, or join them.",
    }),
    ru: ({ column, labels, least }) => ({
      title: `В ${column} меньше ${least} строк у ${listed(labels, "ru")}.`,
      fix: "Добавьте такие строки или объедините метки.",
    }),
  }),
  "leak-target": message<{ column: string; target: string; accuracy: number; rule: string }>({
    en: ({ column, target, accuracy, rule }) => ({
      title: `${column} gives ${target} away: ${rule} is right in ${enNumber(Math.round(accuracy * 1000) / 10)} % of other rows.`,
      fix: "If it will not be known when the model is used, do not learn from it.",
    }),
    ru: ({ column, target, accuracy, rule }) => ({
      title: `${column} выдает ${target}: ${rule} верно в ${ruNumber(Math.round(accuracy * 1000) / 10)} % других строк.`,
      fix: "Если при работе модели он неизвестен, не учите на нем.",
    }),
  }),
  "split-empty": message<{ part: string; rows: number }>({
    en: ({ part, rows }) => ({
      title: `No row is left for ${part} out of ${rows}.`,
      fix: "Add rows, or change the shares.",
    }),
    ru: ({ part, rows }) => ({
      title: `Из ${rows} строк ни одной не досталось части ${part}.`,
      fix: "Добавьте строк или измените доли.",
    }),
  }),
  "too-few-rows": message<{ rows: number; needed: number }>({
    en: ({ rows, needed }) => ({
      title: `${counted(rows, "row", "rows")} are too few, ${needed} are needed.`,
      fix: "Add rows.",
    }),
    ru: ({ rows, needed }) => ({
      title: `${countedRu(rows, "строки", "строк", "строк")} мало, нужно ${needed}.`,
      fix: "Добавьте строк.",
    }),
  }),
} as const;
