/** An answer by what it is: one class, a number, or found items. */
import type { Answer } from "../server/shapes.ts";

type Outputs = Answer["outputs"];
type Items = Extract<Outputs, { items: unknown }>["items"];
export type FoundItem = Extract<Items, readonly unknown[]>[number];

export type ReadAnswer =
  | {
      readonly task: "classes";
      readonly column: string;
      readonly label: string | null;
      readonly confidence: number;
      /** Most probable first. */
      readonly ranked: readonly (readonly [label: string, probability: number])[];
    }
  | {
      readonly task: "value";
      readonly values: readonly {
        readonly name: string;
        readonly value: number;
        readonly low: number;
        readonly high: number;
      }[];
    }
  | { readonly task: "search"; readonly items: readonly FoundItem[] };

interface ClassOutput {
  readonly label: string | null;
  readonly confidence: number;
  readonly probabilities: { readonly [label: string]: number };
}
interface NumberOutput {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const isClass = (output: object): output is ClassOutput => "probabilities" in output;
const isNumber = (output: object): output is NumberOutput => "low" in output;

export function readAnswer({ outputs }: Answer): ReadAnswer {
  if (Array.isArray(outputs.items)) return { task: "search", items: outputs.items };
  const values: { name: string; value: number; low: number; high: number }[] = [];
  for (const [name, output] of Object.entries(outputs)) {
    if (isClass(output)) {
      const { label, confidence, probabilities } = output;
      const ranked = Object.entries(probabilities).sort(([, a], [, b]) => b - a);
      return { task: "classes", column: name, label, confidence, ranked };
    }
    if (isNumber(output)) values.push({ name, ...output });
  }
  return { task: "value", values };
}
