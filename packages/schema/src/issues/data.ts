/** Words for what is wrong with rows, answers and parts of the data. */

import { MODALITY_WORDS } from "../port-words.ts";
import type { Modality } from "../ports.ts";
import { counted, countedRu, enNumber, listed, message, ruNumber } from "./message.ts";

/** Indices of the first rows it happened in, from 0, for a list to jump to. */
type Places = readonly number[];

export const DATA_CODES = {
  "label-missing": message<{ column: string; rows: number; places?: Places }>({
    en: ({ column, rows }) => ({
      title: `${counted(rows, "row has", "rows have")} no answer in “${column}” and were set aside.`,
      fix: "Fill the cells to learn from them too.",
    }),
    ru: ({ column, rows }) => ({
      title: `В «${column}» нет ответа в ${countedRu(rows, "строке", "строках", "строках")}, они отложены.`,
      fix: "Заполните ячейки, чтобы учиться и на них.",
    }),
  }),
  "single-class": message<{ column: string; label: string }>({
    en: ({ column, label }) => ({
      title: `Every row of “${column}” says “${label}”.`,
      fix: "There is nothing to choose between: pick another answer column.",
    }),
    ru: ({ column, label }) => ({
      title: `Во всех строках «${column}» стоит «${label}».`,
      fix: "Выбирать не из чего: возьмите другой столбец ответа.",
    }),
  }),
  "label-rare": message<{ column: string; labels: readonly string[]; least: number }>({
    en: ({ column, labels, least }) => ({
      title: `Fewer than ${least} rows in “${column}” for ${listed(labels, "en")}.`,
      fix: "Add rows of these kinds, or join them.",
    }),
    ru: ({ column, labels, least }) => ({
      title: `В «${column}» меньше ${least} строк у ${listed(labels, "ru")}.`,
      fix: "Добавьте такие строки или объедините метки.",
    }),
  }),
  "leak-target": message<{ column: string; target: string; accuracy: number; rule: string }>({
    en: ({ column, target, accuracy, rule }) => ({
      title: `“${column}” gives “${target}” away: the rule ${rule} is right in ${enNumber(Math.round(accuracy * 1000) / 10)} % of other rows.`,
      fix: "If it will not be known when the model is used, do not learn from it.",
    }),
    ru: ({ column, target, accuracy, rule }) => ({
      title: `«${column}» выдает «${target}»: правило ${rule} верно в ${ruNumber(Math.round(accuracy * 1000) / 10)} % других строк.`,
      fix: "Если при работе модели он неизвестен, не учите на нем.",
    }),
  }),
  imbalance: message<{ column: string; most: string; least: string; ratio: number }>({
    en: (f) => ({
      title: `In “${f.column}” there are ${enNumber(f.ratio)} times as many rows of “${f.most}” as of “${f.least}”.`,
      fix: "Add rows of the rare kind, or weigh the classes in the loss.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» строк «${f.most}» в ${ruNumber(f.ratio)} раз больше, чем «${f.least}».`,
      fix: "Добавьте строк редкого вида или включите веса классов в потере.",
    }),
  }),
  "column-empty": message<{ column: string }>({
    en: (f) => ({ title: `The column “${f.column}” is empty.`, fix: "Fill it, or leave it out." }),
    ru: (f) => ({ title: `Столбец «${f.column}» пуст.`, fix: "Заполните его или не используйте." }),
  }),
  "cells-unreadable": message<{
    column: string;
    modality: Modality;
    count: number;
    examples: readonly string[];
    places?: Places;
  }>({
    en: (f) => ({
      title: `“${f.column}” should hold ${MODALITY_WORDS[f.modality].en}, but ${counted(f.count, "cell does", "cells do")} not: ${listed(f.examples, "en", 3)}.`,
      fix: "These cells count as empty. Correct them, or choose another kind for the column.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» ожидаются ${MODALITY_WORDS[f.modality].ru}, но ${countedRu(f.count, "ячейка не подходит", "ячейки не подходят", "ячеек не подходят")}: ${listed(f.examples, "ru", 3)}.`,
      fix: "Эти ячейки считаются пустыми. Исправьте их или выберите для столбца другой вид.",
    }),
  }),
  "number-not-finite": message<{ column: string; count: number }>({
    en: (f) => ({
      title: `“${f.column}” has ${counted(f.count, "cell that is", "cells that are")} not a number.`,
      fix: "They count as empty. Correct them if they matter.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» ${countedRu(f.count, "ячейка", "ячейки", "ячеек")} без числа.`,
      fix: "Они считаются пустыми. Исправьте их, если они важны.",
    }),
  }),
  "category-unseen": message<{ column: string; values: readonly string[]; places?: Places }>({
    en: (f) => ({
      title: `“${f.column}” has values that learning never saw: ${listed(f.values, "en")}.`,
      fix: "Add rows with them, or expect the answer “other”.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» есть значения, которых не было при обучении: ${listed(f.values, "ru")}.`,
      fix: "Добавьте строк с ними, иначе они считаются «другим».",
    }),
  }),
  "text-empty": message<{ column: string; count: number }>({
    en: (f) => ({
      title: `“${f.column}” is empty in ${counted(f.count, "row", "rows")}.`,
      fix: "These rows learn without the text. Fill the cells if you can.",
    }),
    ru: (f) => ({
      title: `Столбец «${f.column}» пуст в ${countedRu(f.count, "строке", "строках", "строках")}.`,
      fix: "Эти строки учатся без текста. Заполните ячейки, если можно.",
    }),
  }),
  "text-truncated": message<{ column: string; share: number; maxTokens: number }>({
    en: (f) => ({
      title: `${enNumber(Math.round(f.share * 100))} % of the texts in “${f.column}” are longer than ${enNumber(f.maxTokens)} tokens and were cut.`,
      fix: "Raise the limit if the end of a text matters.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» ${ruNumber(Math.round(f.share * 100))} % текстов длиннее ${ruNumber(f.maxTokens)} токенов и обрезаны.`,
      fix: "Поднимите предел, если конец текста важен.",
    }),
  }),
  "row-empty": message<{ inputs: readonly string[] }>({
    en: (f) => ({
      title: "This row has nothing to answer about.",
      fix: `Give at least one of ${listed(f.inputs, "en", 8)}.`,
    }),
    ru: (f) => ({
      title: "В этой строке не о чем отвечать.",
      fix: `Дайте хотя бы что-то одно: ${listed(f.inputs, "ru", 8)}.`,
    }),
  }),
  "leak-group": message<{ column: string; groups: readonly string[] }>({
    en: (f) => ({
      title: `The same “${f.column}” is in learning and in check rows: ${listed(f.groups, "en")}.`,
      fix: "Keep rows of one group together in the split.",
    }),
    ru: (f) => ({
      title: `Одни и те же «${f.column}» есть и в учебных, и в проверочных строках: ${listed(f.groups, "ru")}.`,
      fix: "Держите строки одной группы вместе при разделении.",
    }),
  }),
  "leak-duplicate": message<{ pairs: number }>({
    en: (f) => ({
      title: `The same rows are in learning and in check rows (${counted(f.pairs, "pair", "pairs")}).`,
      fix: "Keep them together.",
    }),
    ru: (f) => ({
      title: `Одинаковые строки есть и в учебной, и в проверочной части (${countedRu(f.pairs, "пара", "пары", "пар")}).`,
      fix: "Держите их вместе.",
    }),
  }),
  "split-class-missing": message<{ part: string; labels: readonly string[] }>({
    en: (f) => ({
      title: `The part “${f.part}” has no row of ${listed(f.labels, "en")}.`,
      fix: "Add rows of these kinds, or split by class.",
    }),
    ru: (f) => ({
      title: `В части «${f.part}» нет строк ${listed(f.labels, "ru")}.`,
      fix: "Добавьте таких строк или делите по классам.",
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
  "edits-left": message<{ count: number; examples: readonly string[] }>({
    en: (f) => ({
      title: `${counted(f.count, "correction does", "corrections do")} not fit the data any more: ${listed(f.examples, "en", 3)}.`,
      fix: "Their rows or columns have changed. Make them again, or remove them.",
    }),
    ru: (f) => ({
      title: `${countedRu(f.count, "правка больше не подходит", "правки больше не подходят", "правок больше не подходят")} к данным: ${listed(f.examples, "ru", 3)}.`,
      fix: "Их строки или столбцы изменились. Сделайте правки заново или удалите их.",
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
};
