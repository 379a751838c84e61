/** What each metric is called: the plain word first, the field's term beside it; and how its numbers are written. */
import { formatNumber } from "../format-number.ts";
import type { Language, Text } from "../text.ts";

type Unit = "share" | "answer" | "plain";

interface MetricWords {
  readonly label: Text;
  readonly term: Text | null;
  /** `share`: 0 to 1; `answer`: in the units of what is predicted. */
  readonly unit: Unit;
  /** Whether more is better. */
  readonly rises: boolean;
}

const same = (term: string): Text => ({ en: term, ru: term });
const share = (label: Text, term: Text | null): MetricWords => ({ label, term, unit: "share", rises: true });
const error = (label: Text, term: Text, unit: Unit): MetricWords => ({ label, term, unit, rises: false });

const WORDS: { readonly [name: string]: MetricWords } = {
  accuracy: share({ en: "Right answers", ru: "Верные ответы" }, { en: "accuracy", ru: "точность" }),
  balancedAccuracy: share(
    { en: "Right answers, every category counts the same", ru: "Верные ответы, категории равны" },
    { en: "balanced accuracy", ru: "сбалансированная точность" },
  ),
  weightedF1: share(
    { en: "Average, larger categories weigh more", ru: "В среднем, большие весят больше" },
    { en: "weighted F1", ru: "взвешенная F1" },
  ),
  kappa: share({ en: "Agreement beyond chance", ru: "Согласие сверх случайного" }, same("κ")),
  mcc: share({ en: "Agreement with the labels", ru: "Связь с метками" }, same("MCC")),
  rocAuc: share({ en: "Tells right from wrong pairs", ru: "Отличает верное от неверного" }, same("ROC AUC")),
  averagePrecision: share(
    { en: "Right ones come first", ru: "Верные идут первыми" },
    { en: "average precision", ru: "средняя точность" },
  ),
  ece: error(
    { en: "How far confidence is from truth", ru: "Насколько уверенность расходится с делом" },
    same("ECE"),
    "share",
  ),
  recall: share({ en: "Found of a category", ru: "Найдено в категории" }, { en: "recall", ru: "полнота" }),
  precision: share(
    { en: "Right where it says so", ru: "Верно там, где так отвечает" },
    { en: "precision", ru: "точность ответа" },
  ),
  macroF1: share(
    { en: "Average over categories", ru: "В среднем по категориям" },
    { en: "macro F1", ru: "макро F1" },
  ),
  top5: share(
    { en: "Right one among the first five", ru: "Верный среди первых пяти" },
    { en: "top-5", ru: "топ-5" },
  ),
  logLoss: error(
    { en: "Surprise at the right answer", ru: "Неожиданность верного ответа" },
    { en: "log loss", ru: "логарифмические потери" },
    "plain",
  ),
  r2: share({ en: "Share of the spread explained", ru: "Доля объясненного разброса" }, same("R²")),
  r2Log: share(
    { en: "Share of the spread explained, in ratios", ru: "Доля объясненного разброса, в отношениях" },
    { en: "R² of the logarithm", ru: "R² логарифма" },
  ),
  mae: error({ en: "Usual error", ru: "Обычная ошибка" }, same("MAE"), "answer"),
  rmse: error(
    { en: "Error, large ones weigh more", ru: "Ошибка, крупные весят больше" },
    same("RMSE"),
    "answer",
  ),
  mape: error({ en: "Usual error in percent", ru: "Обычная ошибка в процентах" }, same("MAPE"), "share"),
  medianError: error(
    { en: "Half of the answers are closer than", ru: "Половина ответов ближе, чем" },
    { en: "median error", ru: "медианная ошибка" },
    "share",
  ),
};

/** Parts of a model that are not called by a column: all photos together, all numbers and categories together. */
const PARTS: { readonly [part: string]: Text } = {
  photos: { en: "photos", ru: "фото" },
  table: { en: "table", ru: "таблица" },
};

export function partName(part: string, language: Language): string {
  return PARTS[part]?.[language] ?? part;
}

const DIRECTIONS: { readonly [name: string]: Text } = {
  imageToText: { en: "photo → text", ru: "фото → текст" },
  textToImage: { en: "text → photo", ru: "текст → фото" },
};

/** Metrics of a search; the direction follows. */
const RANKED: { readonly [measure: string]: MetricWords } = {
  mrr: share({ en: "How near the top", ru: "Насколько близко к началу" }, same("MRR")),
  medianRank: error(
    { en: "Half stand at this place or higher", ru: "Половина на этом месте или выше" },
    { en: "median rank", ru: "медианное место" },
    "plain",
  ),
  map: share({ en: "Right ones come first", ru: "Верные идут первыми" }, same("mAP")),
  "ndcg@10": share({ en: "Order of the first ten", ru: "Порядок первых десяти" }, same("nDCG@10")),
};

export function metricWords(name: string): MetricWords {
  const [measure = name, direction = ""] = name.split(".");
  const known = WORDS[name];
  if (known !== undefined) return known;
  const ofTarget = WORDS[measure];
  // Where several numbers are predicted, the target follows the metric.
  if (ofTarget !== undefined) {
    const { label, ...rest } = ofTarget;
    return { label: { en: `${label.en}, ${direction}`, ru: `${label.ru}, ${direction}` }, ...rest };
  }
  const way = DIRECTIONS[direction] ?? same(direction);
  const recall = /^recall@(\d+)$/.exec(measure)?.[1];
  if (recall !== undefined) {
    return share(
      { en: `Found in the first ${recall}, ${way.en}`, ru: `Найдено в первых ${recall}, ${way.ru}` },
      same(`R@${recall}`),
    );
  }
  const ranked = RANKED[measure];
  if (ranked !== undefined) {
    const { label, ...rest } = ranked;
    return { label: { en: `${label.en}, ${way.en}`, ru: `${label.ru}, ${way.ru}` }, ...rest };
  }
  return { label: same(name), term: null, unit: "plain", rises: true };
}

/** `0.914`, `176,900`, `14 %`. */
export function writtenMetric(name: string, value: number, language: Language): string {
  const { unit, rises } = metricWords(name);
  if (unit === "share" && !rises) return percent(value, language);
  return formatNumber(Number(value.toPrecision(unit === "answer" ? 4 : 3)), language);
}

/** As it stands within a sentence: the field's term, else its plain words. */
export function metricInSentence(name: string, language: Language): string {
  const { label, term } = metricWords(name);
  return term?.[language] ?? label[language].toLocaleLowerCase(language);
}

export function percent(share: number, language: Language): string {
  return `${formatNumber(Math.round(share * 100), language)} %`;
}
