/** A common space for two kinds of data: pairs come near, strangers go far (CLIP). */
import { integer, number, pairsOf } from "@fuseline/schema";
import { exampleEmbedding } from "../../define/examples.ts";
import { columnSources, firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput, input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const headContrastive = defineNode({
  kind: "head-contrastive",
  version: 1,
  group: "head",
  stage: "graph",
  icon: "magnet",
  title: words("Common space", "Общее пространство"),
  summary: words("Pulls pairs together (CLIP).", "Сближает пары (CLIP)."),
  params: {
    width: integer({
      label: words("Width", "Ширина"),
      help: words("Size of the common vectors.", "Размер общих векторов."),
      min: 16,
      max: 2_048,
      default: 256,
    }),
    start: number({
      label: words("Sharpness at first", "Резкость в начале"),
      help: words(
        "How sharply it compares at first (1/temperature).",
        "Насколько резко сравнивает в начале (1/температура).",
      ),
      min: 1,
      max: 100,
      default: 14.3,
    }),
    layers: integer({
      label: words("Layers", "Слои"),
      help: words(
        "One is a plain projection; more can bend.",
        "Один — простая проекция; несколько могут изгибать.",
      ),
      min: 1,
      max: 3,
      default: 1,
      advanced: true,
    }),
  },
  inputs: {
    a: input(["embedding"], words("First", "Первое")),
    b: input(["embedding"], words("Second", "Второе")),
    key: columnInput(["identity", "category", "text", "number"], labels.key, {
      optional: true,
      supervision: true,
    }),
  },
  outputs: { pairs: output("pairs", labels.pairs) },
  infer: ({ node, params, inputs }) => {
    const a = firstOf(inputs.a, "embedding");
    const b = firstOf(inputs.b, "embedding");
    if (a === undefined || b === undefined) return { outputs: {}, issues: [] };
    return { outputs: { pairs: pairsOf(params.width, a.rows, node) }, issues: [] };
  },
  sources: ({ inputs }): Sources<"key"> => {
    const [column] = columnSources(inputs.key);
    return column === undefined ? {} : { key: { source: "pair-key", column } };
  },
  draws: true,
  example: { params: { width: 16 }, inputs: { a: [exampleEmbedding(8)], b: [exampleEmbedding(6)] } },
});
