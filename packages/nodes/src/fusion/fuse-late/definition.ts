/** Every part answers alone; the answers are joined (late fusion). */
import type { Issue, PortType } from "@fuseline/schema";
import { choice, issue, numbers, sameLabels, sameWidth, typeWords } from "@fuseline/schema";
import { exampleLogits } from "../../define/examples.ts";
import { firstOf, paramInvalid, tooFew } from "../../define/infer.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

const ANSWERS = words("Answers", "Ответы");
const WEIGHTS = words("Weights", "Веса");

export const fuseLate = defineNode({
  kind: "fuse-late",
  version: 1,
  group: "fusion",
  stage: "graph",
  icon: "vote",
  title: words("Vote of answers", "Голосование ответов"),
  summary: words(
    "Each part answers alone, answers are joined (late fusion).",
    "Каждая часть отвечает сама, ответы объединяются (позднее слияние).",
  ),
  params: {
    how: choice({
      label: words("How", "Как"),
      help: words(
        "How answers are joined. Numbers are averaged.",
        "Как объединяются ответы. Числа усредняются.",
      ),
      options: [
        { value: "average", label: words("Average", "Среднее") },
        {
          value: "weighted",
          label: words("Weighted", "С весами"),
          hint: words("Weights are learnt, or given.", "Веса выучиваются или заданы."),
        },
        {
          value: "learned",
          label: words("Learnt", "Выученное"),
          hint: words(
            "A small layer over all scores (stacking).",
            "Небольшой слой поверх всех оценок (стекинг).",
          ),
        },
      ],
      default: "average",
    }),
    weights: numbers({
      label: WEIGHTS,
      help: words(
        "One for each wire, in their order. Empty: learnt.",
        "По одному на провод, в их порядке. Пусто: выучить.",
      ),
      advanced: true,
      when: { param: "how", is: ["weighted"] },
    }),
  },
  inputs: { answers: input(["logits", "value"], ANSWERS, { many: true }) },
  outputs: { answer: output("logits", words("Answer", "Ответ")) },
  infer: ({ node, params, inputs }) => {
    const answer = firstOf(inputs.answers, "logits", "value");
    if (answer === undefined) return { outputs: {}, issues: [] };
    const at = { node, port: "answers" };
    return {
      outputs: { answer },
      issues: [
        ...tooFew({ ...at, label: ANSWERS }, inputs.answers, 2),
        ...sameKind(at, inputs.answers, answer),
        ...sameLabels(at, inputs.answers),
        ...(answer.kind === "value" ? sameWidth(at, inputs.answers) : []),
        ...(params.how === "weighted" ? weightsFit(node, params.weights, inputs.answers.length) : []),
      ],
    };
  },
  draws: true,
  example: { inputs: { answers: [exampleLogits(3), exampleLogits(3)] } },
});

/** Classes and numbers cannot vote together. */
function sameKind(
  at: { node: string; port: string },
  answers: readonly PortType[],
  first: PortType,
): Issue[] {
  const odd = answers.find((answer) => answer.kind !== first.kind);
  if (odd === undefined) return [];
  return [
    issue("port-type-mismatch", at, { given: typeWords(odd), accepted: typeWords(first), port: ANSWERS }),
  ];
}

function weightsFit(node: string, weights: readonly number[], wires: number): Issue[] {
  const fits =
    weights.length === wires &&
    weights.every((weight) => weight >= 0) &&
    weights.some((weight) => weight > 0);
  if (weights.length === 0 || fits) return [];
  const expected = words(
    `a list of ${wires} numbers from 0 up, one for each wire`,
    `список чисел от 0 и больше, по одному на провод: ${wires}`,
  );
  return [paramInvalid({ node, param: "weights" }, { label: WEIGHTS, value: weights, expected })];
}
