/** The part of a graph that gets written: nodes in an order that computes them, and the values asked for. */
import type { Node } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";

export interface NamedOutput {
  readonly name: string;
  readonly value: Value;
}

export interface Program {
  readonly nodes: readonly Node[];
  readonly outputs: readonly NamedOutput[];
}

/** Values that take the place of others. */
export type Substitution = ReadonlyMap<Value, Value>;

/** The node with its inputs replaced; the same object when none is. */
export function substituted(node: Node, by: Substitution): Node {
  const touched = node.inputs.some((input) => input !== null && by.has(input));
  if (!touched) return node;
  return { ...node, inputs: node.inputs.map((input) => (input === null ? null : (by.get(input) ?? input))) };
}

/** The outputs, keeping their names, with their values replaced. */
export function substitutedOutputs(outputs: readonly NamedOutput[], by: Substitution): NamedOutput[] {
  return outputs.map(({ name, value }) => ({ name, value: by.get(value) ?? value }));
}
