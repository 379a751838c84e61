/** Words of a run's results. */
import type { Words } from "../i18n/words.ts";

export const resultsWords = {
  score: { en: "Score", ru: "Оценка" },
  heldOut: {
    en: { one: "{{count, number}} held-out row", other: "{{count, number}} held-out rows" },
    ru: {
      one: "{{count, number}} отложенная строка",
      few: "{{count, number}} отложенные строки",
      many: "{{count, number}} отложенных строк",
    },
  },
  trainRows: {
    en: "{{count, number}} rows it learnt from",
    ru: "{{count, number}} строк, на которых училась",
  },
  rightOn: {
    en: "right on <b>{{right, number}}</b> of {{rows, number}}",
    ru: "верно в <b>{{right, number}}</b> из {{rows, number}}",
  },
  interval: { en: "95 % interval {{low}} to {{high}}", ru: "интервал 95 % от {{low}} до {{high}}" },
  guessing: { en: "Guessing would give", ru: "Угадывание дало бы" },
  alwaysSaying: { en: "Always saying “{{answer}}” would give", ru: "Всегда отвечать «{{answer}}» дало бы" },
  examplesOf: { en: "Searches, from the best to the worst", ru: "Поиски, от лучшего к худшему" },
  examplesText: {
    en: "found among held-out rows; the right one is outlined",
    ru: "найдено среди отложенных строк; нужное обведено",
  },
  rightAt: { en: "right one at place {{rank}}", ru: "нужное на месте {{rank}}" },
  pool: { en: "chosen from {{count, number}}", ru: "выбор из {{count, number}}" },
  sorts: {
    en: "Right on {{share}} of rows it has not seen",
    ru: "Верно в {{share}} строк, которых не видела",
  },
  predicts: {
    en: "Off by {{error}} on average on rows it has not seen",
    ru: "Ошибается в среднем на {{error}} на строках, которых не видела",
  },
  finds: {
    en: "Finds the right one among the first ten in {{share}} of searches",
    ru: "Находит нужное среди первых десяти в {{share}} поисков",
  },
  whatPartsBring: { en: "What each part brings", ru: "Что дает каждая часть" },
  ablation: { en: "ablation", ru: "абляция" },
  only: { en: "{{part}} only", ru: "только {{part}}" },
  all: { en: "All together", ru: "Все вместе" },
  shuffled: { en: "{{part}} shuffled", ru: "{{part}} перемешано" },
  below: { en: "below 0", ru: "ниже 0" },
  keepAll: {
    en: "Every part brings something. The weakest, {{part}}, adds {{points}} points.",
    ru: "Каждая часть что-то дает. Самая слабая, {{part}}, добавляет пункты: {{points}}.",
  },
  dropOne: {
    en: "{{part}} adds nothing that the others do not tell. The answer may be given away by another part.",
    ru: "{{part}} не добавляет ничего сверх остальных. Возможно, ответ выдает другая часть.",
  },
  whereWrong: { en: "Where it goes wrong", ru: "Где ошибается" },
  confusion: { en: "confusion matrix", ru: "матрица ошибок" },
  confusionHint: {
    en: "across: what the model said · down: the label · right: found",
    ru: "по столбцам: ответ модели · по строкам: метка · справа: найдено",
  },
  noMistakesMatrix: {
    en: "No category was mistaken for another.",
    ru: "Ни одна категория не спутана с другой.",
  },
  worstOf: {
    en: "The {{count}} categories with the most mistakes, of {{total}}.",
    ru: "Категории с наибольшим числом ошибок: {{count}} из {{total}}.",
  },
  saidFor: {
    en: "{{count}} × {{truth}} taken for {{given}}",
    ru: "{{count}} × {{truth}} принято за {{given}}",
  },
  rightFor: { en: "{{count}} × {{truth}} right", ru: "{{count}} × {{truth}} верно" },
  mistakes: { en: "Mistakes", ru: "Ошибки" },
  mostConfident: { en: "most confident first", ru: "сначала самые уверенные" },
  farthest: { en: "farthest off first", ru: "сначала самые далекие" },
  noMistakes: { en: "Not one of the {{count}} rows is wrong.", ru: "Ни одной ошибки, строк: {{count}}." },
  allMistakes: { en: "All {{count}}", ru: "Все {{count}}" },
  doubtful: { en: "Doubtful labels {{count}}", ru: "Сомнительные метки {{count}}" },
  pair: { en: "{{truth}} → {{given}}", ru: "{{truth}} → {{given}}" },
  showAll: { en: "Show all", ru: "Показать все" },
  label: { en: "label", ru: "метка" },
  said: { en: "said", ru: "ответ" },
  moreMistakes: { en: "Show more", ru: "Показать еще" },
  noPicture: { en: "no picture", ru: "нет картинки" },
  predictedTrue: { en: "Predicted against true", ru: "Предсказано и на деле" },
  scatterHint: {
    en: "A dot is a row it has not seen; on the line, the prediction is exact.",
    ru: "Точка — строка, которую модель не видела; на линии предсказание точное.",
  },
  trueAxis: { en: "true", ru: "на деле" },
  predictedAxis: { en: "predicted", ru: "предсказано" },
  retrieved: { en: "How near the top", ru: "Насколько близко к началу" },
  ranks: { en: "rank of the right one", ru: "место нужного" },
  rank1: { en: "first", ru: "первое" },
  rankTo: { en: "{{from}} to {{to}}", ru: "от {{from}} до {{to}}" },
  rankOver: { en: "over {{from}}", ru: "больше {{from}}" },
  medianRank: { en: "half are at place {{rank}} or higher", ru: "половина на {{rank}} месте или выше" },
  metricsTable: { en: "All numbers", ru: "Все числа" },
} satisfies Words;
