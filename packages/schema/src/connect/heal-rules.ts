/**
 * Wires that heal (H1–H27 of the node catalogue): for a wrong wire, the block that would make it right. A rule is
 * offered only when the catalog has its kinds; H26 and H27 wait for language models and for splits in port types.
 */
import type { NodeDefinition } from "../definition.ts";
import type { Json } from "../json.ts";
import type { Modality, PortKind, PortType } from "../ports.ts";
import type { Text } from "../text.ts";

/** A wire that was refused: what it brings, where it should go, and why not. */
export interface WrongWire {
  readonly type: PortType;
  readonly target: NodeDefinition;
  readonly port: string;
  readonly code: string;
  readonly facts: { readonly [name: string]: Json };
}

export interface Inserted {
  readonly kind: string;
  readonly params: { readonly [name: string]: Json };
}

export interface HealRule {
  readonly heal: `H${number}`;
  /** Put between the two ends, in order. */
  readonly insert: readonly Inserted[];
  /** Put in the place of the target node. */
  readonly replace?: Inserted;
  /** The offer; told the title of the first inserted kind. */
  readonly text: (title: Text) => Text;
}

const FEATURES: readonly PortKind[] = ["embedding", "sequence", "map"];
const PREDICTIONS: readonly PortKind[] = [
  "logits",
  "value",
  "pairs",
  "vector",
  "generation",
  "boxes",
  "fields",
  "picture",
];
const TABLE_MODALITIES: readonly Modality[] = ["number", "category", "date", "boolean"];

const HEAD_OF: { readonly [K in PortKind]?: string } = {
  logits: "head-classify",
  value: "head-regress",
  pairs: "head-contrastive",
  vector: "head-embed",
  generation: "head-generate",
  boxes: "head-detect",
  fields: "head-fields",
  picture: "head-draw",
};
const LOSS_OF: { readonly [K in PortKind]?: string } = {
  logits: "loss-cross-entropy",
  value: "loss-number",
  pairs: "loss-contrastive",
  vector: "loss-triplet",
  generation: "loss-language",
  boxes: "loss-detection",
  fields: "loss-fields",
  picture: "loss-drawing",
};

/** Every rule that fits, best first. */
export function healRules(wrong: WrongWire): readonly HealRule[] {
  switch (wrong.code) {
    case "shape-mismatch":
      return projection(wrong);
    case "rows-differ":
      return [rule("H20", ["join-tables"], ROWS), rule("H20", ["join-files"], ROWS)];
    case "port-taken":
      return wrong.type.kind === "loss" ? [rule("H25", ["loss-sum"], TWO_LOSSES)] : [];
    case "port-type-mismatch":
      return wrong.type.kind === "column" ? columnRules(wrong, wrong.type) : typeRules(wrong);
    default:
      return [];
  }
}

function projection({ facts }: WrongWire): readonly HealRule[] {
  const width = Number(facts.needed);
  if (!Number.isInteger(width)) return [];
  const sizes = `${String(facts.given)}→${width}`;
  return [
    {
      heal: "H5",
      insert: [{ kind: "project", params: { width } }],
      text: () => ({
        en: `Sizes differ: ${String(facts.given)} and ${width}. Insert a projection ${sizes}?`,
        ru: `Размеры не совпадают: ${String(facts.given)} и ${width}. Вставить проекцию ${sizes}?`,
      }),
    },
  ];
}

function columnRules(wrong: WrongWire, column: Extract<PortType, { kind: "column" }>): readonly HealRule[] {
  const { modality } = column;
  const takes = acceptedKinds(wrong);
  const modalities = wrong.target.inputs[wrong.port]?.accept.modalities ?? [];
  const name = column.source.column;
  const rules: HealRule[] = [];
  if (takes("tokens") && modality === "text") rules.push(rule("H6", ["tokenise"], TOKENS));
  if (FEATURES.some(takes)) {
    if (modality === "text") rules.push(rule("H7", ["encode-text"], TEXT_TO_NUMBERS));
    if (modality === "image") rules.push(rule("H8", ["encode-image"], PHOTO_TO_NUMBERS));
    if (TABLE_MODALITIES.includes(modality)) rules.push(rule("H9", ["encode-table"], TABLE_TO_VECTOR));
    if (modality === "audio") rules.push(rule("H10", ["encode-audio"], SOUND_TO_NUMBERS));
    if (modality === "video") rules.push(rule("H11", ["encode-video"], VIDEO_TO_NUMBERS));
    if (modality === "document") rules.push(rule("H13", ["encode-document"], DOCUMENT_TO_NUMBERS));
  }
  if (modality === "image" && modalities.includes("document"))
    rules.push(rule("H12", ["read-text"], READ_SCAN));
  if (wrong.target.group === "head" && wrong.target.inputs[wrong.port]?.supervision === true) {
    if (modality === "number" && modalities.includes("category"))
      rules.push(swap("H17", "head-regress", predictNumber(name)));
    if (modality === "labels" && modalities.includes("category"))
      rules.push(swap("H19", "head-multilabel", SEVERAL_LABELS));
    if (modality === "category" && modalities.includes("number"))
      rules.push(swap("H18", "head-classify", chooseName(name)));
  }
  return rules;
}

function typeRules(wrong: WrongWire): readonly HealRule[] {
  const { kind } = wrong.type;
  const takes = acceptedKinds(wrong);
  const takesFeature = FEATURES.some(takes);
  const isFeature = FEATURES.includes(kind);
  const { group } = wrong.target;
  const answer = (wrong.target.inputs[wrong.port]?.accept.kinds ?? []).find(
    (accepted) => HEAD_OF[accepted] !== undefined,
  );
  const head = answer === undefined ? undefined : HEAD_OF[answer];
  const loss = LOSS_OF[kind];
  const rules: HealRule[] = [];
  if (kind === "sequence" && takes("embedding")) rules.push(rule("H1", ["pool"], POOL));
  if (kind === "embedding" && takes("sequence")) rules.push(rule("H2", ["as-token"], AS_TOKEN));
  if (kind === "map" && takes("sequence")) rules.push(rule("H3", ["map-to-sequence"], GRID_TO_LIST));
  if (kind === "map" && takes("embedding"))
    rules.push(rule("H4", ["map-to-sequence", "pool"], GRID_TO_VECTOR));
  if (kind === "dataset" && (takesFeature || takes("column")))
    rules.push(rule("H14", ["choose-columns"], CHOOSE));
  if (kind === "embedding" && takes("pairs")) rules.push(rule("H21", ["head-contrastive"], COMMON_SPACE));
  if (isFeature && group === "fusion" && takes("logits"))
    rules.push(rule("H23", ["head-classify"], CLASSIFY_FIRST));
  if (isFeature && group === "loss" && head !== undefined) rules.push(rule("H15", [head], headFirst));
  if (PREDICTIONS.includes(kind) && takes("loss") && loss !== undefined)
    rules.push(rule("H16", [loss], lossFirst));
  if (kind === "logits" && group === "fusion" && takesFeature)
    rules.push(swap("H22", "fuse-late", COMBINE_ANSWERS));
  if (kind === "model" && takes("retriever"))
    rules.push(rule("H24", ["build-index", "retrieve"], BUILD_INDEX));
  return rules;
}

function acceptedKinds({ target, port }: WrongWire): (kind: PortKind) => boolean {
  const kinds = target.inputs[port]?.accept.kinds ?? [];
  return (kind) => kinds.includes(kind);
}

function rule(heal: HealRule["heal"], kinds: readonly string[], text: Text | HealRule["text"]): HealRule {
  const insert = kinds.map((kind) => ({ kind, params: {} }));
  return { heal, insert, text: typeof text === "function" ? text : () => text };
}

function swap(heal: HealRule["heal"], kind: string, text: Text): HealRule {
  return { heal, insert: [], replace: { kind, params: {} }, text: () => text };
}

const POOL: Text = {
  en: "This gives a vector for every token; one per row is needed. Insert “Pool to one vector”?",
  ru: "Здесь вектор на каждый токен, а нужен один на строку. Вставить «Свернуть в один вектор»?",
};
const AS_TOKEN: Text = {
  en: "This is a single vector; a list is needed. Treat it as a list of one?",
  ru: "Здесь один вектор, а нужен список. Считать его списком из одного элемента?",
};
const GRID_TO_LIST: Text = {
  en: "A grid of features must be laid out as a list. Insert “Grid to list”?",
  ru: "Сетку признаков нужно развернуть в список. Вставить «Сетка в список»?",
};
const GRID_TO_VECTOR: Text = {
  en: "A grid of features must become one vector. Insert averaging?",
  ru: "Сетку признаков нужно свернуть в один вектор. Вставить усреднение?",
};
const TOKENS: Text = {
  en: "The text must first be cut into tokens. Insert a tokeniser?",
  ru: "Текст сначала нужно разбить на токены. Вставить токенизатор?",
};
const TEXT_TO_NUMBERS: Text = {
  en: "A model cannot read letters: the text must become numbers. Insert a text encoder?",
  ru: "Модель не читает буквы: текст нужно превратить в числа. Вставить кодировщик текста?",
};
const PHOTO_TO_NUMBERS: Text = {
  en: "The photo must become numbers. Insert an image encoder?",
  ru: "Фото нужно превратить в числа. Вставить кодировщик изображений?",
};
const TABLE_TO_VECTOR: Text = {
  en: "Table columns must become a vector. Insert a table encoder?",
  ru: "Столбцы таблицы нужно превратить в вектор. Вставить кодировщик таблицы?",
};
const SOUND_TO_NUMBERS: Text = {
  en: "The recording must become numbers. Insert an audio encoder?",
  ru: "Запись нужно превратить в числа. Вставить кодировщик звука?",
};
const VIDEO_TO_NUMBERS: Text = {
  en: "The video must become numbers. Insert a video encoder?",
  ru: "Видео нужно превратить в числа. Вставить кодировщик видео?",
};
const READ_SCAN: Text = {
  en: "The words on the scan must be read first. Insert text recognition?",
  ru: "Сначала нужно прочитать слова на скане. Вставить распознавание текста?",
};
const DOCUMENT_TO_NUMBERS: Text = {
  en: "Words and their places must become numbers. Insert a document encoder?",
  ru: "Слова и их места нужно превратить в числа. Вставить кодировщик документов?",
};
const CHOOSE: Text = {
  en: "First say which column is what. Insert “Choose columns”?",
  ru: "Сначала укажите, какой столбец что значит. Вставить «Выбор столбцов»?",
};
const headFirst = (head: Text): Text => ({
  en: `A loss compares an answer with the truth; there is no answer yet. Insert “${head.en}”?`,
  ru: `Потеря сравнивает ответ с правдой, а ответа еще нет. Вставить «${head.ru}»?`,
});
const lossFirst = (loss: Text): Text => ({
  en: `The trainer needs to know what counts as a mistake. Insert “${loss.en}”?`,
  ru: `Нужно указать, что считать ошибкой. Вставить «${loss.ru}»?`,
});
const predictNumber = (column: string): Text => ({
  en: `“${column}” is a number. Predict the number instead of a class?`,
  ru: `«${column}» — число. Предсказывать число, а не класс?`,
});
const chooseName = (column: string): Text => ({
  en: `“${column}” holds names, not numbers. Choose among them instead?`,
  ru: `В «${column}» названия, а не числа. Выбирать одно из них?`,
});
const SEVERAL_LABELS: Text = {
  en: "A row may have several labels here. Use “Several labels”?",
  ru: "У строки может быть несколько меток. Взять «Несколько меток»?",
};
const ROWS: Text = {
  en: "These come from different tables, rows do not correspond. Match them by a column?",
  ru: "Это из разных таблиц, строки не соответствуют друг другу. Сопоставить по столбцу?",
};
const COMMON_SPACE: Text = {
  en: "To compare two kinds of data they need a common space. Insert “Common space”?",
  ru: "Чтобы сравнивать разные данные, нужно общее пространство. Вставить «Общее пространство»?",
};
const COMBINE_ANSWERS: Text = {
  en: "These are ready answers, not features. Combine the answers instead?",
  ru: "Это готовые ответы, а не признаки. Объединить ответы?",
};
const CLASSIFY_FIRST: Text = {
  en: "Late fusion joins answers. Insert a classifier on every branch?",
  ru: "Позднее слияние объединяет ответы. Вставить классификатор в каждую ветвь?",
};
const BUILD_INDEX: Text = {
  en: "The model must first look through your data. Build a search index?",
  ru: "Модель сначала должна просмотреть данные. Построить поисковый индекс?",
};
const TWO_LOSSES: Text = {
  en: "Two losses can be added with weights. Insert “Sum of losses”?",
  ru: "Две потери можно сложить с весами. Вставить «Сумму потерь»?",
};
