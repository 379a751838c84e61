/** Shares common subexpressions: of nodes that compute the same thing only the first is kept. */

import type { Node } from "../ir/node.ts";
import { type TensorData, toNumbers } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { type Program, substituted, substitutedOutputs } from "./program.ts";

/** Longer constants are compared by identity: reading them all would cost more than sharing them gains. */
const COMPARED_LENGTH = 64;

export function share({ nodes, outputs }: Program): Program {
  const seen = new Map<string, Node>();
  const constants = new Map<string, Value>();
  const by = new Map<Value, Value>();
  const kept = nodes.flatMap((original) => {
    for (const input of original.inputs) if (input !== null) shareConstant(input, { constants, by });
    const node = substituted(original, by);
    const key = keyOf(node);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, node);
      return [node];
    }
    node.outputs.forEach((output, i) => {
      const replacement = first.outputs[i];
      if (replacement !== undefined) by.set(output, replacement);
    });
    return [];
  });
  return { nodes: kept, outputs: substitutedOutputs(outputs, by) };
}

function shareConstant(value: Value, known: { constants: Map<string, Value>; by: Map<Value, Value> }): void {
  if (value.origin.kind !== "constant" || value.origin.tensor.data.length > COMPARED_LENGTH) return;
  const key = constantKey(value.origin.tensor);
  const first = known.constants.get(key);
  if (first === undefined) known.constants.set(key, value);
  else if (first !== value) known.by.set(value, first);
}

function constantKey(tensor: TensorData): string {
  // String() would lose the sign of −0.
  const numbers = toNumbers(tensor).map((number) => (Object.is(number, -0) ? "-0" : String(number)));
  return `${tensor.dtype}[${tensor.dims.join()}] ${numbers.join()}`;
}

function keyOf({ type, inputs, outputs, attributes }: Node): string {
  const names = inputs.map((input) => input?.name ?? "");
  return JSON.stringify([type, outputs.length, names, Object.entries(attributes).sort()]);
}
