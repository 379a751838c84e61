/** A person's own ONNX file encodes photos; frozen. */
import type { Issue } from "@fuseline/schema";
import { choice, embeddingOf, file, integer, numbers, text } from "@fuseline/schema";
import { exampleColumn } from "../../define/examples.ts";
import { firstOf, paramInvalid } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

const CHANNELS = 3;
const SUBTRACT = words("Subtract", "Вычесть");
const DIVIDE = words("Divide by", "Разделить на");

export const encodeOnnx = defineNode({
  kind: "encode-onnx",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "file-box",
  title: words("Your own model", "Своя модель"),
  summary: words("Any ONNX encoder file for photos.", "Любой файл ONNX, который кодирует фото."),
  params: {
    file: file({
      label: words("File", "Файл"),
      help: words(
        "An ONNX file that takes a photo and gives a vector, or a map of features, which is averaged.",
        "Файл ONNX, который принимает фото и дает вектор или карту признаков, она усредняется.",
      ),
      accept: [".onnx"],
      required: true,
    }),
    input: text({
      label: words("Input", "Вход"),
      help: words("Name of the input in the file. Empty: the first.", "Имя входа в файле. Пусто: первый."),
      maxLength: 200,
      advanced: true,
    }),
    output: text({
      label: words("Output", "Выход"),
      help: words("Name of the output in the file. Empty: the first.", "Имя выхода в файле. Пусто: первый."),
      maxLength: 200,
      advanced: true,
    }),
    size: integer({
      label: words("Side of the photo", "Сторона фото"),
      help: words("The size the file expects.", "Размер, который ожидает файл."),
      min: 16,
      max: 1_024,
      default: 224,
      unit: "px",
    }),
    channels: choice({
      label: words("Order of colours", "Порядок цветов"),
      help: words("The order the file expects.", "Порядок, который ожидает файл."),
      options: [
        { value: "rgb", label: words("Red, green, blue", "Красный, зеленый, синий") },
        { value: "bgr", label: words("Blue, green, red", "Синий, зеленый, красный") },
      ],
      default: "rgb",
      advanced: true,
    }),
    mean: numbers({
      label: SUBTRACT,
      help: words(
        "Taken from every colour, 0 to 1, before dividing.",
        "Вычитается из каждого цвета, от 0 до 1, до деления.",
      ),
      default: [0.485, 0.456, 0.406],
      advanced: true,
    }),
    scale: numbers({
      label: DIVIDE,
      help: words("What every colour is divided by.", "На что делится каждый цвет."),
      default: [0.229, 0.224, 0.225],
      advanced: true,
    }),
  },
  inputs: { photos: columnInput(["image"], labels.photos) },
  outputs: { embedding: output("embedding", labels.embedding) },
  infer: ({ node, params, inputs }) => {
    const issues = [...meanIssues(node, params.mean), ...scaleIssues(node, params.scale)];
    const photos = firstOf(inputs.photos, "column");
    return { outputs: photos === undefined ? {} : { embedding: embeddingOf("D", photos.rows) }, issues };
  },
  sources: ({ params, inputs }): Sources<"embedding"> => {
    const photos = firstOf(inputs.photos, "column");
    if (photos === undefined || params.file === null) return {};
    const { file, ...reading } = params;
    return { embedding: { source: "onnx-model", column: photos.source, file: file.blob, ...reading } };
  },
  draws: true,
  example: {
    params: { file: { blob: "0".repeat(64), name: "encoder.onnx", bytes: 4_000 } },
    inputs: { photos: [exampleColumn("photo", "image")] },
  },
});

function meanIssues(node: string, value: readonly number[]): Issue[] {
  if (value.length === CHANNELS) return [];
  const expected = words("three numbers, one for each colour", "три числа, по одному на цвет");
  return [paramInvalid({ node, param: "mean" }, { label: SUBTRACT, value, expected })];
}

function scaleIssues(node: string, value: readonly number[]): Issue[] {
  if (value.length === CHANNELS && value.every((part) => part !== 0)) return [];
  const expected = words(
    "three numbers other than 0, one for each colour",
    "три числа, кроме 0, по одному на цвет",
  );
  return [paramInvalid({ node, param: "scale" }, { label: DIVIDE, value, expected })];
}
