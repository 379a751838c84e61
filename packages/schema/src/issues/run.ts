/** Words for what can go wrong while a pipeline runs or is published. */
import { metricInSentence, partName } from "../runs/metric-words.ts";
import { counted, countedRu, en, enNumber, listed, message, type Name, ru, ruNumber } from "./message.ts";

export const RUN_CODES = {
  "task-mismatch": message<{ task: string; needed: readonly string[] }>({
    en: ({ task, needed }) => ({
      title: `The model answers with ${task}, this block measures ${needed.join(", ")}.`,
      fix: "Use the evaluator for this kind of answer.",
    }),
    ru: ({ task, needed }) => ({
      title: `Модель отвечает «${task}», а блок измеряет «${needed.join(", ")}».`,
      fix: "Возьмите оценку для такого ответа.",
    }),
  }),
  "loss-not-finite": message<{ epoch: number; rate: number; lower: number }>({
    en: ({ epoch, rate, lower }) => ({
      title: `The loss stopped being a number in epoch ${epoch} at rate ${rate}.`,
      fix: `Learning goes on at ${lower}; if that fails too, choose a smaller rate.`,
    }),
    ru: ({ epoch, rate, lower }) => ({
      title: `Потеря перестала быть числом в эпохе ${epoch} при скорости ${rate}.`,
      fix: `Обучение идет дальше при ${lower}; если не поможет, уменьшите скорость.`,
    }),
  }),
  "rate-found": message<{ rate: number }>({
    en: (f) => ({
      title: `Learns at rate ${f.rate.toPrecision(2)}, where the loss fell fastest.`,
      fix: "Type it into the learning rate to keep it.",
    }),
    ru: (f) => ({
      title: `Учится со скоростью ${f.rate.toPrecision(2).replace(".", ",")}: при ней потеря падала быстрее всего.`,
      fix: "Впишите ее в скорость обучения, чтобы закрепить.",
    }),
  }),
  "batch-halved": message<{ batch: number; smaller: number }>({
    en: ({ batch, smaller }) => ({
      title: `Memory did not suffice for ${enNumber(batch)} rows at once: ${enNumber(smaller)} are taken, and every step still learns from as many.`,
      fix: "Nothing needs to be done. A smaller photo or a narrower encoder would be faster.",
    }),
    ru: ({ batch, smaller }) => ({
      title: `На ${ruNumber(batch)} строк сразу не хватило памяти: берется по ${ruNumber(smaller)}, а каждый шаг учится на стольких же.`,
      fix: "Делать ничего не нужно. С меньшим фото или более узким кодировщиком было бы быстрее.",
    }),
  }),
  "out-of-memory": message<{ batch: number }>({
    en: ({ batch }) => ({
      title: `Memory ran out at batch ${enNumber(batch)}.`,
      fix: "Choose a smaller batch.",
    }),
    ru: ({ batch }) => ({
      title: `Не хватило памяти при пакете ${ruNumber(batch)}.`,
      fix: "Уменьшите пакет.",
    }),
  }),
  "disk-full": message<{ path: string; needed: number | null }>({
    en: (f) => ({
      title: `The disk is full${f.needed === null ? "" : `: ${enNumber(Math.ceil(f.needed / 1e6))} MB are needed`} (${f.path}).`,
      fix: "Free some space and run again; nothing is lost.",
    }),
    ru: (f) => ({
      title: `Диск заполнен${f.needed === null ? "" : `: нужно ${ruNumber(Math.ceil(f.needed / 1e6))} МБ`} (${f.path}).`,
      fix: "Освободите место и запустите снова; ничего не потеряно.",
    }),
  }),
  "no-improvement": message<{ epochs: number; best: number }>({
    en: (f) => ({
      title: `No gain for ${counted(f.epochs, "epoch", "epochs")}, stopped.`,
      fix: `The best one is kept: epoch ${enNumber(f.best)}.`,
    }),
    ru: (f) => ({
      title: `${countedRu(f.epochs, "эпоха", "эпохи", "эпох")} без улучшения, остановлено.`,
      fix: `Сохранена лучшая: ${ruNumber(f.best)}-я.`,
    }),
  }),
  "prediction-collapsed": message<{ answer: string; share: number }>({
    en: (f) => ({
      title: `The model answers “${f.answer}” for ${enNumber(Math.round(f.share * 100))} % of rows.`,
      fix: "Weigh the classes, lower the rate, or give it more telling inputs.",
    }),
    ru: (f) => ({
      title: `Модель отвечает «${f.answer}» в ${ruNumber(Math.round(f.share * 100))} % строк.`,
      fix: "Включите веса классов, уменьшите скорость или дайте более содержательные входы.",
    }),
  }),
  "batch-too-small": message<{ batch: number; needed: number }>({
    en: (f) => ({
      title: `A batch of ${enNumber(f.batch)} is too small to compare pairs in.`,
      fix: `Use at least ${enNumber(f.needed)}.`,
    }),
    ru: (f) => ({
      title: `Пакет из ${ruNumber(f.batch)} слишком мал, чтобы сравнивать пары.`,
      fix: `Поставьте не меньше ${ruNumber(f.needed)}.`,
    }),
  }),
  "batch-has-twins": message<{ column: string; count: number }>({
    en: (f) => ({
      title: `${counted(f.count, "text", "texts")} in “${f.column}” stand in several rows and count as strangers to each other.`,
      fix: "Wire the column that names the pair into the key.",
    }),
    ru: (f) => ({
      title: `В «${f.column}» ${countedRu(f.count, "текст повторяется", "текста повторяются", "текстов повторяются")} и считаются чужими друг другу.`,
      fix: "Подключите к ключу столбец, который называет пару.",
    }),
  }),
  "metric-undefined": message<{ metric: string; label: string }>({
    en: (f) => ({
      title: `No check row has “${f.label}”, so its ${metricInSentence(f.metric, "en")} cannot be measured.`,
      fix: "Add rows of this kind.",
    }),
    ru: (f) => ({
      title: `В проверочных строках нет «${f.label}», поэтому не измерить: ${metricInSentence(f.metric, "ru")}.`,
      fix: "Добавьте таких строк.",
    }),
  }),
  "part-adds-nothing": message<{ part: string; metric: string; low: number; high: number }>({
    en: (f) => ({
      title: `“${partName(f.part, "en")}” adds nothing that these rows can show: leaving it out changes ${metricInSentence(f.metric, "en")} by ${enNumber(-f.high)} to ${enNumber(-f.low)}.`,
      fix: "Leave it out, or check on more rows.",
    }),
    ru: (f) => ({
      title: `По этим строкам не видно пользы от части «${partName(f.part, "ru")}»: без нее ${metricInSentence(f.metric, "ru")} меняется на величину от ${ruNumber(-f.high)} до ${ruNumber(-f.low)}.`,
      fix: "Уберите эту часть или проверьте на большем числе строк.",
    }),
  }),
  "rows-unanswered": message<{ rows: number; first: readonly string[] }>({
    en: (f) => ({
      title: `${counted(f.rows, "row has", "rows have")} nothing to answer about and stay empty: ${listed(f.first, "en", 5)}.`,
      fix: "Fill in at least one input of these rows.",
    }),
    ru: (f) => ({
      title: `${countedRu(f.rows, "строка осталась", "строки остались", "строк остались")} без ответа, там не о чем отвечать: ${listed(f.first, "ru", 5)}.`,
      fix: "Заполните в этих строках хотя бы один вход.",
    }),
  }),
  "baseline-must-learn": message<Record<string, never>>({
    en: () => ({
      title: "This block would have to learn first, and the quick baseline takes what is ready.",
      fix: "Wire a ready encoder or a table into the baseline.",
    }),
    ru: () => ({
      title: "Этому блоку сначала нужно учиться, а быстрый ориентир берет готовое.",
      fix: "Подключите к ориентиру готовый кодировщик или таблицу.",
    }),
  }),
  "engine-defect": message<{ run: string; what: string }>({
    en: (f) => ({
      title: `Fuseline made a mistake here (${f.what}).`,
      fix: `It is ours, not yours: report it with the run's id ${f.run}.`,
    }),
    ru: (f) => ({
      title: `Здесь ошиблась сама Fuseline (${f.what}).`,
      fix: `Это наша ошибка: сообщите о ней и укажите запуск ${f.run}.`,
    }),
  }),
  "parity-failed": message<{ rows: number; differing: number; row: number }>({
    en: (f) => ({
      title: `The API answers differently in ${enNumber(f.differing)} of ${enNumber(f.rows)} rows, so it was not published (first in row ${enNumber(f.row)}).`,
      fix: "Run the pipeline again and publish the new model.",
    }),
    ru: (f) => ({
      title: `API отвечает иначе в ${countedRu(f.differing, "строке", "строках", "строках")} из ${ruNumber(f.rows)}, поэтому публикация остановлена (первая: строка ${ruNumber(f.row)}).`,
      fix: "Запустите конвейер заново и опубликуйте новую модель.",
    }),
  }),
  "index-stale": message<{ index: Name }>({
    en: (f) => ({
      title: `“${en(f.index)}” was built from another model or other data.`,
      fix: "Build it again.",
    }),
    ru: (f) => ({
      title: `Индекс «${ru(f.index)}» построен по другой модели или данным.`,
      fix: "Постройте его заново.",
    }),
  }),
  "endpoint-name-taken": message<{ name: string; free: string }>({
    en: (f) => ({ title: `The name “${f.name}” is taken by another pipeline.`, fix: `Use “${f.free}”.` }),
    ru: (f) => ({ title: `Имя «${f.name}» занято другим конвейером.`, fix: `Возьмите «${f.free}».` }),
  }),
};
