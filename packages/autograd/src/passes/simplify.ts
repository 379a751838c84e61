/** Drops nodes that give back their input, joins moves that follow each other, and lets operators broadcast. */
import { sameDims } from "../ir/dims.ts";
import type { Node } from "../ir/node.ts";
import { toNumbers } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { intsAttribute } from "../ops/operator.ts";
import { type Program, substituted, substitutedOutputs } from "./program.ts";

/** Operators that broadcast their operands by themselves. */
const BROADCASTS = new Set(["Add", "Sub", "Mul", "Div", "Min", "Max", "Pow", "Equal", "Greater", "Less"]);

/** The nodes kept so far, by the value they compute. */
type Producers = ReadonlyMap<Value, Node>;

export function simplify({ nodes, outputs }: Program): Program {
  const by = new Map<Value, Value>();
  const producers = new Map<Value, Node>();
  const kept: Node[] = [];
  for (const original of nodes) {
    const node = rewired(substituted(original, by), producers);
    const [output] = node.outputs;
    const same = unchanged(node);
    if (same !== null && output !== undefined) {
      by.set(output, same);
      continue;
    }
    kept.push(node);
    for (const value of node.outputs) producers.set(value, node);
  }
  return { nodes: kept, outputs: substitutedOutputs(outputs, by) };
}

/** The input that a node gives back as it is, or null. */
function unchanged(node: Node): Value | null {
  const [first, second] = node.inputs;
  const [output] = node.outputs;
  if (!first || output === undefined) return null;
  const fits = (value: Value): Value | null =>
    value.dtype === output.dtype && sameDims(value.dims, output.dims) ? value : null;
  switch (node.type) {
    case "Identity":
      return first;
    case "Cast":
    case "Expand":
    case "Reshape":
      return fits(first);
    case "Transpose":
      return permutation(node).every((axis, i) => axis === i) ? fits(first) : null;
    case "Add":
      if (isScalar(first, 0) && second) return fits(second);
      return second && isScalar(second, 0) ? fits(first) : null;
    case "Mul":
      if (isScalar(first, 1) && second) return fits(second);
      return second && isScalar(second, 1) ? fits(first) : null;
    case "Sub":
      return second && isScalar(second, 0) ? fits(first) : null;
    case "Div":
      return second && isScalar(second, 1) ? fits(first) : null;
    default:
      return null;
  }
}

function isScalar({ origin, rank }: Value, number: number): boolean {
  return origin.kind === "constant" && rank === 0 && toNumbers(origin.tensor)[0] === number;
}

/** Of a Transpose; axes are reversed where none is named. */
function permutation({ attributes, inputs: [x] }: Node): number[] {
  return intsAttribute(attributes, "perm", [...Array(x?.rank ?? 0).keys()].reverse());
}

/** The node reading from before a move that it makes superfluous. */
function rewired(node: Node, producers: Producers): Node {
  const [first] = node.inputs;
  const before = first ? producers.get(first) : undefined;
  const source = before?.inputs[0];
  if (node.type === "Reshape" && before?.type === "Reshape" && source && !copiesSizes(node)) {
    return { ...node, inputs: [source, ...node.inputs.slice(1)] };
  }
  if (node.type === "Transpose" && before?.type === "Transpose" && source) {
    const inner = permutation(before);
    const perm = permutation(node).map((axis) => inner[axis] ?? 0);
    return { ...node, inputs: [source], attributes: { ...node.attributes, perm } };
  }
  return BROADCASTS.has(node.type) ? withoutExpand(node, producers) : node;
}

/** A 0 in the wanted dimensions copies a size of the very input, so that input must stay. */
function copiesSizes(node: Node): boolean {
  return node.inputs[1]?.type.contents?.includes(0) ?? true;
}

/** An operand that was expanded first need not be where the other operand has the full dimensions. */
function withoutExpand(node: Node, producers: Producers): Node {
  const [output] = node.outputs;
  const [left, right] = node.inputs;
  if (!left || !right || output === undefined) return node;
  const narrow = (operand: Value, other: Value): Value => {
    const before = producers.get(operand);
    const source = before?.type === "Expand" ? before.inputs[0] : null;
    return source && sameDims(other.dims, output.dims) ? source : operand;
  };
  const narrowed = narrow(left, right);
  return { ...node, inputs: [narrowed, narrow(right, narrowed), ...node.inputs.slice(2)] };
}
