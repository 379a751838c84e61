/** Words for a person's own ONNX file that cannot encode photos as it is. */
import { en, message, type Name, ru } from "./message.ts";

export const OWN_MODEL_CODES = {
  "own-model-invalid": message<{ /** In the engine's words, without a full stop. */ reason: string }>({
    en: (f) => ({
      title: `The file of your model cannot be opened: ${f.reason}.`,
      fix: "Export the model to ONNX again, as one file with its weights inside, and upload it whole.",
    }),
    ru: (f) => ({
      title: `Файл вашей модели не открывается: ${f.reason}.`,
      fix: "Выгрузите модель в ONNX заново, одним файлом вместе с весами, и загрузите его целиком.",
    }),
  }),
  "own-model-operator": message<{
    operator: string;
    /** Whose operator it is; null: it is ONNX's own, and branches or loops. */
    domain: string | null;
  }>({
    en: (f) => ({
      title:
        f.domain === null
          ? `Your model has the operator ${f.operator}, which branches or loops.`
          : `Your model needs the operator ${f.operator} of “${f.domain}”, which is not part of ONNX.`,
      fix: "Export it with standard operators and without branches and loops.",
    }),
    ru: (f) => ({
      title:
        f.domain === null
          ? `В вашей модели есть оператор ${f.operator}, он ветвит или повторяет вычисления.`
          : `Ваша модель требует оператор ${f.operator} из «${f.domain}», его нет в ONNX.`,
      fix: "Выгрузите ее стандартными операторами, без ветвлений и циклов.",
    }),
  }),
  "own-model-name-unknown": message<{ what: Name; name: string; known: readonly string[] }>({
    en: (f) => ({
      title: `Your model has no ${en(f.what)} “${f.name}”.`,
      fix: `It has: ${f.known.join(", ")}. Choose one of them, or leave the field empty for the first.`,
    }),
    ru: (f) => ({
      title: `В вашей модели не найден ${ru(f.what)} «${f.name}».`,
      fix: `Есть: ${f.known.join(", ")}. Укажите одно из них или оставьте поле пустым, тогда берется первое.`,
    }),
  }),
  "own-model-input": message<{ inputs: readonly string[] }>({
    en: (f) => ({
      title: `Your model takes ${f.inputs.join(", ")}; expected was one input of photos.`,
      fix: "Export it with one input of float32 numbers: [batch, 3, height, width] or [batch, height, width, 3].",
    }),
    ru: (f) => ({
      title: `Ваша модель принимает ${f.inputs.join(", ")}; ожидался один вход для фото.`,
      fix: "Выгрузите ее с одним входом из чисел float32: [пакет, 3, высота, ширина] или [пакет, высота, ширина, 3].",
    }),
  }),
  "own-model-size": message<{ height: number; width: number; wanted: number }>({
    en: (f) => ({
      title: `Your model sees photos of ${f.height} × ${f.width} pixels only, not ${f.wanted} × ${f.wanted}.`,
      fix:
        f.height === f.width
          ? `Set the side of the photo to ${f.height}.`
          : "Export it with a square input, or with a free height and width.",
    }),
    ru: (f) => ({
      title: `Ваша модель видит фото только ${f.height} × ${f.width} пикселей, а не ${f.wanted} × ${f.wanted}.`,
      fix:
        f.height === f.width
          ? `Задайте сторону фото ${f.height}.`
          : "Выгрузите ее с квадратным входом или со свободными высотой и шириной.",
    }),
  }),
  "own-model-trial": message<{
    size: number /** In the engine's words, without a full stop. */;
    reason: string;
  }>({
    en: (f) => ({
      title: `Your model does not run on photos of ${f.size} × ${f.size} pixels: ${f.reason}.`,
      fix: "Check the side of the photo, the input and the output.",
    }),
    ru: (f) => ({
      title: `Ваша модель не работает с фото ${f.size} × ${f.size} пикселей: ${f.reason}.`,
      fix: "Проверьте сторону фото, вход и выход.",
    }),
  }),
  "own-model-alone": message<{ output: string }>({
    en: (f) => ({
      title: `Your model takes photos one at a time: for two of them “${f.output}” does not give two answers.`,
      fix: "Export it with a free batch size (in PyTorch: dynamic_axes or dynamic_shapes).",
    }),
    ru: (f) => ({
      title: `Ваша модель берет фото по одному: для двух «${f.output}» не дает двух ответов.`,
      fix: "Выгрузите ее со свободным размером пакета (в PyTorch: dynamic_axes или dynamic_shapes).",
    }),
  }),
  "own-model-output": message<{ output: string; others: readonly string[] }>({
    en: (f) => ({
      title: `The output ${f.output} of your model is neither a vector nor a feature map of a photo.`,
      fix:
        f.others.length === 0
          ? "Export it with such an output, in float32."
          : `Choose another output (${f.others.join(", ")}), or export it with one in float32.`,
    }),
    ru: (f) => ({
      title: `Выход ${f.output} вашей модели — не вектор и не карта признаков фото.`,
      fix:
        f.others.length === 0
          ? "Выгрузите ее с таким выходом, во float32."
          : `Укажите другой выход (${f.others.join(", ")}) или выгрузите ее с таким во float32.`,
    }),
  }),
};
