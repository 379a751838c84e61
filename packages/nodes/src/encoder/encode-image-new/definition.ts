/** A ResNet or ViT looks at pixels; learnt from scratch together with the rest. */
import type { Issue } from "@fuseline/schema";
import { choice, embeddingOf, integer, nearestDivisor, rowsOf, sequenceOf } from "@fuseline/schema";
import { DROP, stochasticDepth, WIDTH } from "../../define/bundles.ts";
import { ENCODED } from "../../define/encoded.ts";
import { exampleColumn } from "../../define/examples.ts";
import { columnSources, paramInvalid } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

const PATCH = words("Patch", "Кусочек");
/** The ResNet halves the photo twice. */
const RESNET_STRIDE = 4;

export const encodeImageNew = defineNode({
  kind: "encode-image-new",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "image-plus",
  title: words("New image encoder", "Новый кодировщик изображений"),
  summary: words("ResNet or ViT from scratch.", "ResNet или ViT с нуля."),
  params: {
    architecture: choice({
      label: words("Kind", "Вид"),
      help: words("How the network looks at a photo.", "Как сеть смотрит на фото."),
      options: [
        {
          value: "resnet",
          label: words("ResNet", "ResNet"),
          hint: words(
            "Looks for small patterns; learns well from little data.",
            "Ищет мелкие узоры; хорошо учится на малых данных.",
          ),
          icon: "grid-3x3",
        },
        {
          value: "vit",
          label: words("ViT", "ViT"),
          hint: words(
            "Cuts the photo into patches that look at each other.",
            "Режет фото на кусочки, которые смотрят друг на друга.",
          ),
          icon: "layout-grid",
        },
      ],
      default: "resnet",
    }),
    size: integer({
      label: words("Side of the photo", "Сторона фото"),
      help: words(
        "Photos are brought to this size; bigger shows more and is slower.",
        "Фото приводятся к этому размеру: на большем видно больше, но медленнее.",
      ),
      min: 16,
      max: 256,
      default: 64,
      unit: "px",
    }),
    ...WIDTH,
    depth: choice({
      label: words("Depth", "Глубина"),
      help: words(
        "How many layers; deeper needs more photos.",
        "Сколько слоев; глубокой сети нужно больше фото.",
      ),
      options: [
        { value: "tiny", label: words("Tiny", "Крошечная") },
        { value: "small", label: words("Small", "Небольшая") },
        { value: "base", label: words("Base", "Обычная") },
      ],
      default: "small",
    }),
    patch: integer({
      label: PATCH,
      help: words(
        "Side of the pieces the photo is cut into; must divide its side.",
        "Сторона кусочков, на которые режется фото; сторона фото должна делиться на нее.",
      ),
      min: 2,
      max: 32,
      default: 8,
      unit: "px",
      advanced: true,
      when: { param: "architecture", is: ["vit"] },
    }),
    ...DROP,
    stochasticDepth: stochasticDepth(),
  },
  inputs: { photos: columnInput(["image"], labels.photos, { many: true }) },
  outputs: ENCODED,
  infer: ({ node, params, inputs }) => {
    const { architecture, size, patch, width } = params;
    const issues = architecture === "vit" ? patchDivides(node, size, patch) : [];
    if (inputs.photos.length === 0) return { outputs: {}, issues };
    const side = Math.ceil(size / (architecture === "vit" ? patch : RESNET_STRIDE));
    const rows = rowsOf(inputs.photos);
    return {
      outputs: { features: sequenceOf(width, rows, side * side), embedding: embeddingOf(width, rows) },
      issues,
    };
  },
  sources: ({ params, inputs }): Sources<"pixels"> => {
    const columns = columnSources(inputs.photos);
    return columns.length === 0 ? {} : { pixels: { source: "pixels", columns, size: params.size } };
  },
  draws: true,
  example: {
    params: { size: 16, width: 8, depth: "tiny" },
    inputs: { photos: [exampleColumn("photo", "image")] },
  },
});

function patchDivides(node: string, size: number, patch: number): Issue[] {
  if (size % patch === 0) return [];
  const nearest = nearestDivisor(size, patch);
  return [
    paramInvalid(
      { node, param: "patch" },
      {
        label: PATCH,
        value: patch,
        expected: words(
          `a number that divides the side of the photo (${size}), such as ${nearest}`,
          `число, на которое делится сторона фото (${size}), например ${nearest}`,
        ),
      },
    ),
  ];
}
