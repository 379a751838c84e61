/** A program as text for people: one line a node. */
import type { Program } from "../passes/program.ts";
import type { AttributeValue, Node } from "./node.ts";
import type { Value } from "./value.ts";

/** `name: float32[2, 3] = MatMul(a, b) {axis: 1}`; constants up to four numbers are written out. */
export function print({ nodes, outputs }: Program): string {
  const lines = nodes.map(printNode);
  return [...lines, ...outputs.map(({ name, value }) => `return ${name} = ${printOperand(value)}`)].join(
    "\n",
  );
}

function printNode({ type, inputs, outputs, attributes }: Node): string {
  const operands = inputs.map((input) => (input === null ? "_" : printOperand(input)));
  const settings = Object.entries(attributes).map(([name, value]) => `${name}: ${printAttribute(value)}`);
  const call = `${type}(${operands.join(", ")})`;
  return `${outputs.join("; ")} = ${settings.length === 0 ? call : `${call} {${settings.join(", ")}}`}`;
}

function printOperand({ name, origin, dims }: Value): string {
  if (origin.kind !== "constant" || origin.tensor.data.length > 4) return name;
  const numbers = Array.from(origin.tensor.data as ArrayLike<number | bigint>, String).join(", ");
  return dims.length === 0 ? numbers : `[${numbers}]`;
}

function printAttribute(value: AttributeValue): string {
  if (typeof value === "number" || typeof value === "string") return String(value);
  return "data" in value ? `${value.dtype}[${value.dims.join(", ")}]` : `[${value.join(", ")}]`;
}
