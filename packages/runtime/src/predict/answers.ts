/** Turns the numbers of a serving graph into answers in the words and units of the data. */
import { inUnits } from "../fulfil/targets.ts";
import type { Head } from "../manifest.ts";
import type { ForwardOutputs } from "./forward.ts";

export interface ClassAnswer {
  readonly task: "classes";
  /** Null when the model is less sure than its "not sure" threshold. */
  readonly label: string | null;
  readonly confidence: number;
  /** Probability of every class, in the order of the head's labels. */
  readonly probabilities: readonly number[];
}
export interface NumberAnswer {
  readonly task: "value";
  readonly values: readonly {
    readonly name: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
}
export interface VectorAnswer {
  readonly task: "pairs";
  /** Normalised vectors; null for the side whose cells are empty. */
  readonly a: Float32Array | null;
  readonly b: Float32Array | null;
}
export type Answer = ClassAnswer | NumberAnswer | VectorAnswer;

export function answersOf(head: Head, outputs: ForwardOutputs, rows: number): Answer[] {
  return Array.from({ length: rows }, (_, row) => answerOf(head, outputs, row));
}

function answerOf(head: Head, outputs: ForwardOutputs, row: number): Answer {
  switch (head.task) {
    case "classes": {
      const probabilities = softmax(rowOf(outputs, head.output, row), head.temperature);
      const best = probabilities.indexOf(Math.max(...probabilities));
      const confidence = probabilities[best] ?? 0;
      const sure = confidence >= head.abstain;
      return { task: "classes", label: sure ? (head.labels[best] ?? null) : null, confidence, probabilities };
    }
    case "value": {
      const numbers = rowOf(outputs, head.output, row);
      return {
        task: "value",
        values: head.names.map((name, index) => {
          const standardised = numbers[index] ?? 0;
          const [below, above] = head.residuals[index] ?? [0, 0];
          const units = (shift: number) => inUnits(head, index, standardised + shift);
          return { name, value: units(0), low: units(below), high: units(above) };
        }),
      };
    }
    case "pairs":
      return {
        task: "pairs",
        a: rowOf(outputs, head.a.output, row),
        b: rowOf(outputs, head.b.output, row),
      };
  }
}

export function rowOf(outputs: ForwardOutputs, name: string, row: number): Float32Array {
  const output = outputs[name];
  if (output === undefined) throw new Error(`the serving graph has no output ${name}`);
  return output.data.subarray(row * output.width, (row + 1) * output.width);
}

export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  const scaled = Array.from(logits, (value) => value / temperature);
  const top = Math.max(...scaled);
  const weights = scaled.map((value) => Math.exp(value - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
