/** Joins ready answers. */

import type { GraphBuilder, Value } from "@fuseline/autograd";
import { averageNumbers, fuseLate as vote } from "@fuseline/layers";
import { implement, type Logits, type NumberPrediction } from "../../define/graph.ts";
import { fuseLate } from "./definition.ts";

export const fuseLateGraph = implement(fuseLate, (g, { params, inputs }) => {
  const logits = inputs.answers.filter((answer): answer is Logits => answer.type === "logits");
  const [first] = logits;
  if (first !== undefined) {
    const parts = logits.map(({ value, presence }) => ({
      value,
      presence: presence ?? everywhere(g, value),
    }));
    const fixed = params.weights.length > 0 ? { weights: params.weights } : {};
    const toleratesMissing = logits.every((answer) => answer.toleratesMissing);
    return { answer: { ...first, toleratesMissing, value: vote(g, parts, { how: params.how, ...fixed }) } };
  }
  const numbers = inputs.answers.filter((answer): answer is NumberPrediction => answer.type === "value");
  const [number] = numbers;
  if (number === undefined) throw new Error("no answer arrives");
  const parts = numbers.map(({ value, presence }) => ({ value, presence: presence ?? everywhere(g, value) }));
  const toleratesMissing = numbers.every((answer) => answer.toleratesMissing);
  return { answer: { ...number, toleratesMissing, value: averageNumbers(g, parts) } };
});

/** Ones [B], shaped after an answer [B, C]. */
function everywhere(g: GraphBuilder, answer: Value): Value {
  return g.add(g.mul(g.reduceMax(answer, [1]), 0), 1);
}
