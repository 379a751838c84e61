/** Words for what is wrong on the canvas: wires, shapes, rows, missing parts. */
import { en, enNumber, listed, message, type Name, ru, ruNumber } from "./message.ts";

export const WIRING_CODES = {
  "kind-unknown": message<{ kind: string }>({
    en: (f) => ({
      title: `Fuseline does not know the block “${f.kind}”.`,
      fix: "Update Fuseline, or remove the block.",
    }),
    ru: (f) => ({
      title: `Fuseline не знает блок «${f.kind}».`,
      fix: "Обновите Fuseline или удалите этот блок.",
    }),
  }),
  "kind-newer": message<{ kind: string; version: number; known: number }>({
    en: (f) => ({
      title: `“${f.kind}” was made by a newer Fuseline (version ${f.version}, here ${f.known}).`,
      fix: "Update Fuseline.",
    }),
    ru: (f) => ({
      title: `Блок «${f.kind}» сделан в более новой версии Fuseline (${f.version}, здесь ${f.known}).`,
      fix: "Обновите Fuseline.",
    }),
  }),
  "node-missing": message<{ node: string }>({
    en: () => ({
      title: "This block is not on the canvas any more.",
      fix: "Undo its removal, or choose another block.",
    }),
    ru: () => ({
      title: "Этого блока больше нет на холсте.",
      fix: "Отмените его удаление или выберите другой блок.",
    }),
  }),
  "node-exists": message<{ node: string }>({
    en: (f) => ({
      title: `A block with the id “${f.node}” is on the canvas already.`,
      fix: "Give the new block another id.",
    }),
    ru: (f) => ({
      title: `Блок с идентификатором «${f.node}» уже есть на холсте.`,
      fix: "Дайте новому блоку другой идентификатор.",
    }),
  }),
  "wire-missing": message<{ wire: string }>({
    en: () => ({ title: "This wire is not on the canvas any more.", fix: "Draw it again if it is needed." }),
    ru: () => ({ title: "Этого провода больше нет на холсте.", fix: "Если он нужен, проведите его снова." }),
  }),
  "wire-exists": message<{ wire: string }>({
    en: (f) => ({
      title: `A wire with the id “${f.wire}” is there already.`,
      fix: "Give the new wire another id.",
    }),
    ru: (f) => ({
      title: `Провод с идентификатором «${f.wire}» уже есть.`,
      fix: "Дайте новому проводу другой идентификатор.",
    }),
  }),
  "nothing-to-run": message<Record<string, never>>({
    en: () => ({ title: "There is nothing to run yet.", fix: "Add a block that reads data." }),
    ru: () => ({ title: "Запускать пока нечего.", fix: "Добавьте блок, который читает данные." }),
  }),
  "port-type-mismatch": message<{ given: Name; accepted: Name; port: Name }>({
    en: (f) => ({
      title: `These do not fit: the wire brings ${en(f.given)}, “${en(f.port)}” takes ${en(f.accepted)}.`,
      fix: "Connect another output, or put a block between that converts it.",
    }),
    ru: (f) => ({
      title: `Не подходит: по проводу идет ${ru(f.given)}, а «${ru(f.port)}» принимает ${ru(f.accepted)}.`,
      fix: "Подключите другой выход или вставьте между ними блок, который преобразует данные.",
    }),
  }),
  "port-missing": message<{ port: string; known: readonly string[] }>({
    en: (f) => ({
      title: `There is no port “${f.port}” any more.`,
      fix:
        f.known.length === 0
          ? "Remove the wire."
          : `Connect the wire to ${listed(f.known, "en", 8)}, or remove it.`,
    }),
    ru: (f) => ({
      title: `Порта «${f.port}» больше нет.`,
      fix:
        f.known.length === 0
          ? "Удалите провод."
          : `Подключите провод к одному из: ${listed(f.known, "ru", 8)} или удалите его.`,
    }),
  }),
  "port-taken": message<{ port: Name }>({
    en: (f) => ({ title: `“${en(f.port)}” takes one wire and has several.`, fix: "Remove the extra wires." }),
    ru: (f) => ({
      title: `«${ru(f.port)}» принимает один провод, а их несколько.`,
      fix: "Удалите лишние провода.",
    }),
  }),
  "wire-duplicate": message<Record<string, never>>({
    en: () => ({ title: "These two are connected already.", fix: "Use the wire that is there." }),
    ru: () => ({ title: "Эти порты уже соединены.", fix: "Используйте провод, который уже есть." }),
  }),
  "input-missing": message<{ port: Name; needed: number; given: number }>({
    en: (f) => ({
      title:
        f.needed === 1
          ? `Nothing comes into “${en(f.port)}”.`
          : `“${en(f.port)}” needs ${f.needed} wires and has ${f.given}.`,
      fix: "Draw a wire to this port.",
    }),
    ru: (f) => ({
      title:
        f.needed === 1
          ? `На вход «${ru(f.port)}» ничего не приходит.`
          : `Входу «${ru(f.port)}» нужно проводов: ${f.needed}, сейчас ${f.given}.`,
      fix: "Проведите провод к этому порту.",
    }),
  }),
  cycle: message<{ nodes: readonly string[] }>({
    en: () => ({
      title: "This wire would close a circle: a block would wait for its own result.",
      fix: "Remove one wire of the circle.",
    }),
    ru: () => ({
      title: "Провод замыкает круг: блок ждал бы собственного результата.",
      fix: "Удалите один из проводов круга.",
    }),
  }),
  "shape-mismatch": message<{ given: string; needed: string }>({
    en: (f) => ({
      title: `These do not fit: one is ${f.given} wide, the other ${f.needed}.`,
      fix: "Insert a projection.",
    }),
    ru: (f) => ({ title: `Размеры не сходятся: ${f.given} и ${f.needed}.`, fix: "Вставьте проекцию." }),
  }),
  "rows-differ": message<{ first: Name; second: Name }>({
    en: (f) => ({
      title: `“${en(f.first)}” and “${en(f.second)}” have different rows, so they cannot be joined row by row.`,
      fix: "Take both from one table, or match the tables by a column first.",
    }),
    ru: (f) => ({
      title: `У «${ru(f.first)}» и «${ru(f.second)}» разные строки, соединить их построчно нельзя.`,
      fix: "Возьмите оба из одной таблицы или сначала сопоставьте таблицы по столбцу.",
    }),
  }),
  "space-mismatch": message<{ first: Name; second: Name }>({
    en: (f) => ({
      title: `Vectors of “${en(f.first)}” and “${en(f.second)}” come from different spaces and cannot be compared.`,
      fix: "Take both from the same common space.",
    }),
    ru: (f) => ({
      title: `Векторы «${ru(f.first)}» и «${ru(f.second)}» из разных пространств, сравнивать их нельзя.`,
      fix: "Возьмите оба из одного общего пространства.",
    }),
  }),
  "labels-differ": message<{ first: Name; second: Name }>({
    en: (f) => ({
      title: `“${en(f.first)}” and “${en(f.second)}” choose among different answers.`,
      fix: "Give both classifiers the same answer column.",
    }),
    ru: (f) => ({
      title: `«${ru(f.first)}» и «${ru(f.second)}» выбирают из разных ответов.`,
      fix: "Дайте обоим классификаторам один и тот же столбец ответа.",
    }),
  }),
  "heads-not-divisible": message<{ width: number; heads: number; nearest: number }>({
    en: (f) => ({
      title: `A width of ${enNumber(f.width)} cannot be shared by ${f.heads} heads.`,
      fix: `Use ${f.nearest} heads.`,
    }),
    ru: (f) => ({
      title: `Ширина ${ruNumber(f.width)} не делится на ${f.heads} голов внимания.`,
      fix: `Поставьте ${f.nearest}.`,
    }),
  }),
  "column-missing": message<{ column: string; known: readonly string[] }>({
    en: (f) => ({
      title: `The table has no column “${f.column}”.`,
      fix: f.known.length === 0 ? "Choose a table first." : `Choose one of ${listed(f.known, "en", 8)}.`,
    }),
    ru: (f) => ({
      title: `В таблице нет столбца «${f.column}».`,
      fix:
        f.known.length === 0 ? "Сначала выберите таблицу." : `Выберите один из: ${listed(f.known, "ru", 8)}.`,
    }),
  }),
  "target-missing": message<{ column?: string; known?: readonly string[] }>({
    en: ({ column, known = [] }) => ({
      title:
        column === undefined
          ? "No column is marked as the answer."
          : `The table has no column “${column}” to predict.`,
      fix:
        known.length === 0
          ? "Mark the column that the model should predict."
          : `Choose one of ${listed(known, "en", 12)}.`,
    }),
    ru: ({ column, known = [] }) => ({
      title:
        column === undefined
          ? "Ни один столбец не отмечен как ответ."
          : `В таблице нет столбца «${column}», который нужно предсказывать.`,
      fix:
        known.length === 0
          ? "Отметьте столбец, который модель должна предсказывать."
          : `Выберите один из: ${listed(known, "ru", 12)}.`,
    }),
  }),
  "nothing-to-train": message<Record<string, never>>({
    en: () => ({
      title: "There is nothing to learn here: every part is frozen.",
      fix: "Add a head or a projection, or unfreeze a part.",
    }),
    ru: () => ({
      title: "Здесь нечему учиться: все части заморожены.",
      fix: "Добавьте голову или проекцию либо разморозьте одну из частей.",
    }),
  }),
  "no-path-to-loss": message<Record<string, never>>({
    en: () => ({
      title: "This block is not part of any training: no loss depends on it.",
      fix: "Connect it towards the loss, or remove it.",
    }),
    ru: () => ({
      title: "Блок не участвует в обучении: ни одна функция потерь от него не зависит.",
      fix: "Подключите его в сторону потери или удалите.",
    }),
  }),
  "not-differentiable": message<{ operator: string }>({
    en: (f) => ({
      title: `Learning cannot pass through “${f.operator}” in this file.`,
      fix: "Keep the model frozen.",
    }),
    ru: (f) => ({
      title: `Обучение не может пройти через «${f.operator}» в этом файле.`,
      fix: "Оставьте модель замороженной.",
    }),
  }),
  "model-not-trainable": message<{ model: string; reason: Name }>({
    en: (f) => ({
      title: `“${f.model}” can only be used as it is: ${en(f.reason)}.`,
      fix: "Keep it frozen, or choose another model.",
    }),
    ru: (f) => ({
      title: `«${f.model}» можно использовать только как есть: ${ru(f.reason)}.`,
      fix: "Оставьте ее замороженной или выберите другую модель.",
    }),
  }),
  "model-not-installed": message<{ model: string; files?: readonly string[]; folder?: string }>({
    en: (f) => ({
      title: `The model “${f.model}” is not on this machine, and the hub cannot be reached.`,
      fix: f.folder
        ? `Connect to the network once, copy ${f.files?.join(", ") || "its files"} into ${f.folder}, or choose a model that is installed.`
        : "Connect to the network once, or choose a model that is installed.",
    }),
    ru: (f) => ({
      title: `Модели «${f.model}» нет на этой машине, а хаб недоступен.`,
      fix: f.folder
        ? `Подключитесь к сети один раз, скопируйте ${f.files?.join(", ") || "ее файлы"} в ${f.folder} или выберите установленную модель.`
        : "Подключитесь к сети один раз или выберите установленную модель.",
    }),
  }),
  "licence-consent": message<{ model: string; licence: string }>({
    en: (f) => ({
      title: `“${f.model}” comes under the licence ${f.licence}.`,
      fix: "Read it and agree, or choose another model.",
    }),
    ru: (f) => ({
      title: `У «${f.model}» лицензия ${f.licence}.`,
      fix: "Прочитайте ее и согласитесь или выберите другую модель.",
    }),
  }),
  "language-unsupported": message<{ model: string; language: string; languages: readonly string[] }>({
    en: (f) => ({
      title: `The texts look like ${f.language}, and “${f.model}” knows ${f.languages.join(", ")}.`,
      fix: "Choose a multilingual model, or expect weak results.",
    }),
    ru: (f) => ({
      title: `Похоже, тексты на языке ${f.language}, а «${f.model}» знает ${f.languages.join(", ")}.`,
      fix: "Выберите многоязычную модель, иначе результат будет слабым.",
    }),
  }),
};
