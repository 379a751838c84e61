/** What can go wrong while a pipeline runs. */
import { enNumber, message, ruNumber } from "./message.ts";

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
  "disk-full": message<{ path: string; needed: number }>({
    en: ({ path, needed }) => ({
      title: `The disk is full: ${enNumber(Math.ceil(needed / 1e6))} MB are needed at ${path}.`,
      fix: "Free some space and run again; nothing is lost.",
    }),
    ru: ({ path, needed }) => ({
      title: `Диск заполнен: нужно ${ruNumber(Math.ceil(needed / 1e6))} МБ в ${path}.`,
      fix: "Освободите место и запустите снова; ничего не потеряно.",
    }),
  }),
} as const;
