/** Checks that a program is well formed before it is written; every complaint names the node. */
import { OPSET } from "../onnx/opset.ts";
import { operatorFor } from "../ops/registry.ts";
import type { Program } from "../passes/program.ts";
import { sameDims } from "./dims.ts";
import type { Node } from "./node.ts";
import type { Value } from "./value.ts";

/** @throws Error on the first node that is out of order, wrong in arity, type or dimensions, or named twice. */
export function verify({ nodes, outputs }: Program): void {
  const computed = new Set<Value>();
  const names = new Set<string>();
  const exists = (value: Value): boolean => value.origin.kind !== "node" || computed.has(value);
  for (const node of nodes) {
    if (names.has(node.name)) throw new Error(`${node.name}: another node has this name.`);
    names.add(node.name);
    const early = node.inputs.find((input) => input !== null && !exists(input));
    if (early) throw new Error(`${node.name}: ${early} is used before it is computed.`);
    verifyTypes(node);
    for (const output of node.outputs) computed.add(output);
  }
  for (const { name, value } of outputs) {
    if (!exists(value)) throw new Error(`The output ${name} is never computed: ${value}.`);
  }
}

function verifyTypes({ name, type, inputs, outputs, attributes }: Node): void {
  const operator = operatorFor(type);
  const [[least, most], [fewest, largest]] = [operator.inputs, operator.outputs];
  if (operator.written === undefined && operator.since > OPSET)
    throw new Error(`${name}: ${type} needs operator set ${operator.since}, ${OPSET} is written.`);
  if (inputs.length < least || inputs.length > most)
    throw new Error(`${name}: ${type} cannot take ${inputs.length} inputs.`);
  if (outputs.length < fewest || outputs.length > largest) {
    throw new Error(`${name}: ${type} cannot give ${outputs.length} outputs.`);
  }
  const types = operator.infer({
    inputs: inputs.map((input) => input?.type ?? null),
    attributes,
    outputs: outputs.length,
  });
  outputs.forEach((output, i) => {
    const inferred = types[i];
    if (inferred?.dtype === output.dtype && sameDims(inferred.dims, output.dims)) return;
    const found = inferred === undefined ? "nothing" : `${inferred.dtype}[${inferred.dims.join(", ")}]`;
    throw new Error(`${name}: ${output} is declared, but ${type} gives ${found}.`);
  });
}
