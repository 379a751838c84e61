/** Cuts text into numbered tokens with a tokeniser learnt from the training texts. */
import { integer } from "@fuseline/schema";
import { exampleColumn } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { columnInput, output, TEXTUAL } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const tokenise = defineNode({
  kind: "tokenise",
  version: 1,
  group: "prepare",
  stage: "recipe",
  icon: "scissors",
  title: words("Cut into tokens", "Разбить на токены"),
  summary: words("Text to token numbers.", "Текст в номера токенов."),
  params: {
    vocabulary: integer({
      label: words("Vocabulary", "Словарь"),
      help: words(
        "How many different pieces of words to learn; few texts fill only a small one.",
        "Сколько разных кусочков слов выучить; малому числу текстов хватит небольшого.",
      ),
      min: 256,
      max: 64_000,
      default: 8_000,
    }),
    maxTokens: integer({
      label: words("Longest text", "Длина текста"),
      help: words(
        "Tokens to keep of every text; the rest is cut off.",
        "Сколько токенов текста оставить; остальное отрезается.",
      ),
      min: 4,
      max: 2_048,
      default: 64,
      unit: "tokens",
    }),
  },
  inputs: { text: columnInput(TEXTUAL, labels.text) },
  outputs: { tokens: output("tokens", labels.tokens) },
  infer: ({ node, params, inputs }) => {
    const text = firstOf(inputs.text, "column");
    if (text === undefined) return { outputs: {}, issues: [] };
    const source = { column: text.source, node, tokeniser: "train", ...params };
    return { outputs: { tokens: { kind: "tokens", dims: ["B", "L"], rows: text.rows, source } }, issues: [] };
  },
  example: { params: { vocabulary: 300 }, inputs: { text: [exampleColumn("name", "text")] } },
});
