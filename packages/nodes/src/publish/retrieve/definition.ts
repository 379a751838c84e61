/** Picks rows for a question, by words and by picture. */
import { choice, integer } from "@fuseline/schema";
import { firstOf, paramInvalid } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const retrieve = defineNode({
  kind: "retrieve",
  version: 1,
  group: "publish",
  stage: "publish",
  icon: "search",
  title: words("Find sources", "Найти источники"),
  summary: words(
    "Picks rows for a question, by text and picture.",
    "Подбирает строки к вопросу, по тексту и картинке.",
  ),
  params: {
    count: integer({
      label: words("How many", "Сколько"),
      help: words("Rows in one answer.", "Строк в одном ответе."),
      min: 1,
      max: 50,
      default: 5,
    }),
    mix: choice({
      label: words("Search by", "Искать по"),
      help: words(
        "Meaning finds what is alike, words find names and numbers.",
        "Смысл находит похожее, слова находят названия и номера.",
      ),
      options: [
        { value: "both", label: words("Meaning and words", "Смыслу и словам") },
        { value: "vectors", label: words("Meaning", "Смыслу") },
        { value: "words", label: words("Words", "Словам") },
      ],
      default: "both",
    }),
  },
  inputs: { index: input(["index"], labels.index) },
  outputs: { retriever: output("retriever", labels.retriever) },
  infer: ({ node, params, inputs }) => {
    const index = firstOf(inputs.index, "index");
    const without = params.mix === "words" && index?.words === false;
    return {
      outputs: index === undefined ? {} : { retriever: { kind: "retriever", space: index.space } },
      issues: without ? [paramInvalid({ node, param: "mix" }, WITHOUT_WORDS)] : [],
    };
  },
  example: { inputs: { index: [{ kind: "index", space: "train-model" }] } },
});

const WITHOUT_WORDS = {
  label: words("Search by", "Искать по"),
  value: "words",
  expected: words(
    "meaning, unless exact words are switched on in the index",
    "смысл, если в индексе не включены точные слова",
  ),
};
