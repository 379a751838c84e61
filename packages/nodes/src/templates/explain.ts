/** What was understood and chosen, in sentences. */
import type { ColumnSchema, Text } from "@fuseline/schema";
import { formatNumber } from "@fuseline/schema";
import { words } from "../define/words.ts";
import type { Choice } from "./choose-inputs.ts";
import type { TemplateRequest } from "./template.ts";

export function explain(choice: Choice, request: TemplateRequest): readonly Text[] {
  const { understanding } = request;
  return [
    words(
      `${formatNumber(understanding.rows, "en")} rows.`,
      `Строк: ${formatNumber(understanding.rows, "ru")}.`,
    ),
    ...matchesOf(choice, request),
    ...answerOf(choice, request),
    ...inputsOf(choice),
    ...keyOf(choice),
    ...partsOf(request),
    ...encodersOf(choice, request),
    ...unusedOf(choice, request),
  ];
}

const named = (columns: readonly ColumnSchema[]): string => columns.map(({ name }) => name).join(", ");

function matchesOf({ inputs }: Choice, { understanding }: TemplateRequest): Text[] {
  const used = inputs.photos.map(({ name }) => name);
  return understanding.matches
    .filter(({ column }) => used.includes(column))
    .map(({ column, matched, total }) =>
      words(
        `${column}: ${formatNumber(matched, "en")} of ${formatNumber(total, "en")} photos found.`,
        `${column}: найдено фото ${formatNumber(matched, "ru")} из ${formatNumber(total, "ru")}.`,
      ),
    );
}

function answerOf({ target }: Choice, { understanding, target: given }: TemplateRequest): Text[] {
  if (target === null) return [];
  const guess = understanding.target;
  const why = given === undefined && guess !== null ? guess.reason : words("you chose it", "так выбрали вы");
  return [words(`Answer: ${target.name} (${why.en}).`, `Ответ: ${target.name} (${why.ru}).`)];
}

function inputsOf({ inputs }: Choice): Text[] {
  const lines: readonly [readonly ColumnSchema[], Text][] = [
    [inputs.photos, words("Photos", "Фото")],
    [inputs.texts, words("Texts", "Тексты")],
    [inputs.table, words("Table columns", "Столбцы таблицы")],
  ];
  return lines
    .filter(([columns]) => columns.length > 0)
    .map(([columns, label]) => words(`${label.en}: ${named(columns)}.`, `${label.ru}: ${named(columns)}.`));
}

function keyOf({ key }: Choice): Text[] {
  if (key === null) return [];
  return [
    words(
      `Rows with the same ${key.name} count as pairs too.`,
      `Строки с одинаковым ${key.name} тоже считаются парами.`,
    ),
  ];
}

function partsOf({ understanding: { split, group } }: TemplateRequest): Text[] {
  if (split !== null) {
    return [
      words(
        `Training and test rows as the column ${split.column} says.`,
        `Учебные и проверочные строки — как сказано в столбце ${split.column}.`,
      ),
    ];
  }
  if (group === null) return [];
  return [
    words(
      `Rows with the same ${group.column} stay together when rows are set aside.`,
      `Строки с одинаковым ${group.column} откладываются вместе.`,
    ),
  ];
}

function encodersOf({ inputs }: Choice, { models }: TemplateRequest): Text[] {
  const photos = inputs.photos.length === 0 ? [] : [photosReadBy(models.image?.hub)];
  const texts = inputs.texts.length === 0 ? [] : [textsReadBy(models.text?.hub)];
  return [...photos, ...texts];
}

function photosReadBy(hub: string | undefined): Text {
  return hub === undefined
    ? words(
        "No ready image model is at hand: a small one learns from your photos alone. A ready one usually answers far better, most of all with few photos.",
        "Готовой модели для фото нет под рукой: небольшая учится только на ваших фото. Готовая обычно отвечает намного лучше, особенно когда фото мало.",
      )
    : words(`Photos are read by ${hub}, as it is.`, `Фото читает ${hub}, без изменений.`);
}

function textsReadBy(hub: string | undefined): Text {
  return hub === undefined
    ? words(
        "No ready text model is at hand: a small one learns from your texts alone. A ready one already knows the language.",
        "Готовой модели для текста нет под рукой: небольшая учится только на ваших текстах. Готовая уже знает язык.",
      )
    : words(`Texts are read by ${hub}, as it is.`, `Тексты читает ${hub}, без изменений.`);
}

function unusedOf({ columns, inputs, target, key }: Choice, { understanding }: TemplateRequest): Text[] {
  const used = [...inputs.photos, ...inputs.texts, ...inputs.table].map(({ name }) => name);
  const others = [target?.name, key?.name, understanding.group?.column, understanding.split?.column];
  const unused = columns.filter(({ name }) => !used.includes(name) && !others.includes(name));
  return unused.length === 0
    ? []
    : [words(`Not used: ${named(unused)}.`, `Не используются: ${named(unused)}.`)];
}
