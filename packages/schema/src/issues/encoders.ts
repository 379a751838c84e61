/** Words for pretrained models that cannot be used as they are. */
import { en, message, type Name, ru } from "./message.ts";

export const ENCODER_CODES = {
  "model-pinned": message<{ model: string; revision: string; files: readonly string[]; lock: string }>({
    en: (f) => ({
      title: `“${f.model}” was fetched for the first time (${f.revision}); nobody vouches for its files yet.`,
      fix: `Their hashes are now in ${f.lock}, and other bytes will be refused.`,
    }),
    ru: (f) => ({
      title: `«${f.model}» скачана впервые (${f.revision}), за ее файлы пока никто не ручается.`,
      fix: `Их хеши записаны в ${f.lock}, другие байты приняты не будут.`,
    }),
  }),
  "model-no-onnx": message<{ model: string; found: string | null }>({
    en: (f) => ({
      title: `“${f.model}” has neither an ONNX file nor model.safetensors${f.found === null ? "" : `, only ${f.found}`}.`,
      fix: "Choose a copy of it in ONNX (often under onnx-community or Xenova), or another model.",
    }),
    ru: (f) => ({
      title: `У «${f.model}» нет ни файла ONNX, ни model.safetensors${f.found === null ? "" : `, есть только ${f.found}`}.`,
      fix: "Найдите ее копию в ONNX (часто у onnx-community или Xenova) или возьмите другую модель.",
    }),
  }),
  "model-file-invalid": message<{ model: string; file: string /** Without a full stop. */; reason: string }>({
    en: (f) => ({
      title: `The file ${f.file} of “${f.model}” cannot be opened: ${f.reason}.`,
      fix: "Choose another model, or fetch this one again.",
    }),
    ru: (f) => ({
      title: `Файл ${f.file} модели «${f.model}» не открывается: ${f.reason}.`,
      fix: "Возьмите другую модель или скачайте эту заново.",
    }),
  }),
  "model-architecture-refused": message<{
    model: string;
    architecture: string;
    supported: readonly string[];
  }>({
    en: (f) => ({
      title: `“${f.model}” has weights but no ONNX file, and its architecture “${f.architecture}” is not built here.`,
      fix: `Choose a copy of it in ONNX, or a model of another architecture: ${f.supported.join(", ")}.`,
    }),
    ru: (f) => ({
      title: `У «${f.model}» есть веса, но нет файла ONNX, а архитектуру «${f.architecture}» мы не строим.`,
      fix: `Возьмите ее копию в ONNX или модель другой архитектуры: ${f.supported.join(", ")}.`,
    }),
  }),
  "model-setting-refused": message<{ model: string; setting: string; value: string }>({
    en: (f) => ({
      title: `The config.json of “${f.model}” says ${f.setting} = ${f.value}; a model like that is not built here.`,
      fix: "Choose a copy of it in ONNX, or another model.",
    }),
    ru: (f) => ({
      title: `В config.json модели «${f.model}» указано ${f.setting} = ${f.value}; такие модели мы не строим.`,
      fix: "Возьмите ее копию в ONNX или другую модель.",
    }),
  }),
  "model-operator-refused": message<{ model: string; operator: string; domain: string }>({
    en: (f) => ({
      title: `“${f.model}” needs the operator ${f.operator} of “${f.domain}”, which is not part of ONNX.`,
      fix: "Choose a copy that was exported with standard operators.",
    }),
    ru: (f) => ({
      title: `«${f.model}» требует оператор ${f.operator} из «${f.domain}», его нет в ONNX.`,
      fix: "Возьмите копию, выгруженную стандартными операторами.",
    }),
  }),
  "model-operator-untrainable": message<{
    model: string;
    operator: string;
    /** The operator's name in the file; may be empty. */
    node: string;
    obstacle: "domain" | "control-flow" | "quantised" | "unknown" | "form" | "type";
    /** The foreign domain, the form or the type; in the engine's words, without a full stop. */
    detail: string;
  }>({
    en: (f) => ({
      title: `“${f.model}” cannot be trained: its operator ${f.operator}${f.node === "" ? "" : ` (${f.node})`} ${obstacleEn(f)}.`,
      fix: "Use it frozen, or choose a copy exported in float32 with standard operators.",
    }),
    ru: (f) => ({
      title: `«${f.model}» нельзя обучать: ее оператор ${f.operator}${f.node === "" ? "" : ` (${f.node})`} ${obstacleRu(f)}.`,
      fix: "Оставьте ее замороженной или возьмите копию во float32 со стандартными операторами.",
    }),
  }),
  "model-input-unknown": message<{ model: string; inputs: readonly string[]; needed: Name }>({
    en: (f) => ({
      title: `“${f.model}” takes ${f.inputs.join(", ")}; expected was ${en(f.needed)}.`,
      fix: "Choose an encoder of this kind of data.",
    }),
    ru: (f) => ({
      title: `«${f.model}» принимает ${f.inputs.join(", ")}; ожидалось: ${ru(f.needed)}.`,
      fix: "Возьмите кодировщик таких данных.",
    }),
  }),
  "model-output-unknown": message<{ model: string; outputs: readonly string[]; needed: Name }>({
    en: (f) => ({
      title: `“${f.model}” gives ${f.outputs.join(", ")}; none of it is ${en(f.needed)}.`,
      fix: "Choose another model, or use its other output.",
    }),
    ru: (f) => ({
      title: `«${f.model}» дает ${f.outputs.join(", ")}; среди них нет нужного: ${ru(f.needed)}.`,
      fix: "Возьмите другую модель или другой ее выход.",
    }),
  }),
  "model-differs": message<{ model: string; what: Name; expected: string; found: string }>({
    en: (f) => ({
      title: `“${f.model}” is not what the catalogue says: ${en(f.what)} is ${f.found}, not ${f.expected}.`,
      fix: "Choose another model; this one may have been changed.",
    }),
    ru: (f) => ({
      title: `«${f.model}» не такая, как в каталоге: ${ru(f.what)} — ${f.found}, а не ${f.expected}.`,
      fix: "Возьмите другую модель: эту могли изменить.",
    }),
  }),
  "model-size-fixed": message<{ model: string; size: string; wanted: number }>({
    en: (f) => ({
      title: `“${f.model}” sees pictures of ${f.size} pixels only, not ${f.wanted}.`,
      fix: "Leave the size to the model.",
    }),
    ru: (f) => ({
      title: `«${f.model}» видит картинки только ${f.size} пикселей, а не ${f.wanted}.`,
      fix: "Оставьте размер самой модели.",
    }),
  }),
  "model-preprocess-missing": message<{ model: string }>({
    en: (f) => ({
      title: `“${f.model}” does not say how pictures are prepared for it.`,
      fix: "Choose a model with a preprocessor_config.json.",
    }),
    ru: (f) => ({
      title: `«${f.model}» не говорит, как готовить для нее картинки.`,
      fix: "Возьмите модель с файлом preprocessor_config.json.",
    }),
  }),
  "model-preprocess-unsupported": message<{ model: string; setting: string }>({
    en: (f) => ({
      title: `“${f.model}” prepares pictures in a way that is not known here (${f.setting}).`,
      fix: "Choose another model.",
    }),
    ru: (f) => ({
      title: `«${f.model}» готовит картинки неизвестным способом (${f.setting}).`,
      fix: "Возьмите другую модель.",
    }),
  }),
};

interface Obstacle {
  readonly obstacle: "domain" | "control-flow" | "quantised" | "unknown" | "form" | "type";
  readonly detail: string;
}

function obstacleEn({ obstacle, detail }: Obstacle): string {
  switch (obstacle) {
    case "domain":
      return `belongs to “${detail}”, not to ONNX`;
    case "control-flow":
      return "branches or loops";
    case "quantised":
      return "computes with quantised numbers";
    case "unknown":
      return "has no gradient here";
    case "form":
      return `is used in a way that has no gradient here: ${detail}`;
    case "type":
      return `holds numbers of an unknown type: ${detail}`;
  }
}

function obstacleRu({ obstacle, detail }: Obstacle): string {
  switch (obstacle) {
    case "domain":
      return `относится к «${detail}», а не к ONNX`;
    case "control-flow":
      return "ветвит или повторяет вычисления";
    case "quantised":
      return "считает в квантованных числах";
    case "unknown":
      return "не имеет здесь производной";
    case "form":
      return `использован так, что производной здесь нет: ${detail}`;
    case "type":
      return `хранит числа неизвестного типа: ${detail}`;
  }
}
