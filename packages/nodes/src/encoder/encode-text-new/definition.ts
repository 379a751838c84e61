/** A small transformer reads tokens; learnt from scratch together with the rest. */
import { choice, embeddingOf, headsDivide, sequenceOf } from "@fuseline/schema";
import { ATT, DROP, stochasticDepth, WIDTH } from "../../define/bundles.ts";
import { ENCODED } from "../../define/encoded.ts";
import { exampleTokens } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { input } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const encodeTextNew = defineNode({
  kind: "encode-text-new",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "text-cursor-input",
  title: words("New text encoder", "Новый кодировщик текста"),
  summary: words("A small transformer learnt from scratch.", "Небольшой трансформер, который учится с нуля."),
  params: {
    ...WIDTH,
    ...ATT,
    ...DROP,
    stochasticDepth: stochasticDepth(),
    position: choice({
      label: words("Places of tokens", "Места токенов"),
      help: words("How the order of words is told.", "Как передается порядок слов."),
      options: [
        { value: "learned", label: words("Learnt", "Выученные") },
        { value: "rotary", label: words("Rotary, by turning", "Поворотом (rotary)") },
      ],
      default: "learned",
      advanced: true,
    }),
  },
  inputs: { tokens: input(["tokens"], labels.tokens) },
  outputs: ENCODED,
  infer: ({ node, params, inputs }) => {
    const issues = headsDivide(node, params.width, params.heads);
    const tokens = firstOf(inputs.tokens, "tokens");
    if (tokens === undefined) return { outputs: {}, issues };
    const { rows } = tokens;
    return {
      outputs: { features: sequenceOf(params.width, rows), embedding: embeddingOf(params.width, rows) },
      issues,
    };
  },
  sources: ({ inputs }): Sources<"tokens"> => {
    const tokens = firstOf(inputs.tokens, "tokens");
    return tokens === undefined ? {} : { tokens: { source: "tokens", tokens: tokens.source } };
  },
  draws: true,
  example: { params: { width: 16, heads: 2, layers: 1 }, inputs: { tokens: [exampleTokens(300)] } },
});
