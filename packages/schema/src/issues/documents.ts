/** Words for pipeline documents and for edits that meet each other. */
import { enNumber, message, ruNumber } from "./message.ts";

type DocumentProblem = "json" | "format" | "size" | "type" | "unknown";

const PROBLEMS: { readonly [P in DocumentProblem]: { readonly en: string; readonly ru: string } } = {
  json: { en: "it is not plain JSON", ru: "это не обычный JSON" },
  format: { en: "it is not a Fuseline pipeline", ru: "это не конвейер Fuseline" },
  size: { en: "it is too large", ru: "слишком большой размер" },
  type: { en: "the value does not belong there", ru: "недопустимое значение" },
  unknown: { en: "the name is not known", ru: "неизвестное имя" },
};

export const DOCUMENT_CODES = {
  "document-invalid": message<{ path: string; problem: DocumentProblem }>({
    en: (f) => ({
      title: `The pipeline cannot be opened: ${f.path === "" ? "" : `at “${f.path}” `}${PROBLEMS[f.problem].en}.`,
      fix: "Open a file that Fuseline saved, or mend this place.",
    }),
    ru: (f) => ({
      title: `Конвейер не открывается: ${f.path === "" ? "" : `«${f.path}», `}${PROBLEMS[f.problem].ru}.`,
      fix: "Откройте файл, сохраненный Fuseline, или исправьте это место.",
    }),
  }),
  "document-newer": message<{ version: number; known: number }>({
    en: (f) => ({
      title: `The pipeline was saved by a newer Fuseline (format ${f.version}, here ${f.known}).`,
      fix: "Update Fuseline.",
    }),
    ru: (f) => ({
      title: `Конвейер сохранен более новой версией Fuseline (формат ${f.version}, здесь ${f.known}).`,
      fix: "Обновите Fuseline.",
    }),
  }),
  "document-full": message<{ limit: number }>({
    en: (f) => ({
      title: `One canvas holds at most ${enNumber(f.limit)} of these.`,
      fix: "Make a second pipeline.",
    }),
    ru: (f) => ({
      title: `На одном холсте их может быть не больше ${ruNumber(f.limit)}.`,
      fix: "Создайте второй конвейер.",
    }),
  }),
  "changed-since": message<Record<string, never>>({
    en: () => ({
      title: "Somebody has changed this since, so it was left as it is.",
      fix: "Change it by hand if you want it back.",
    }),
    ru: () => ({
      title: "Это значение уже изменили, поэтому оно осталось как есть.",
      fix: "Если нужно прежнее, измените его вручную.",
    }),
  }),
};
