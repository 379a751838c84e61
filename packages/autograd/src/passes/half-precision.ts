/**
 * Mixed precision (Micikevicius et al. 2018): matrix products and convolutions, and what lies between them, are computed
 * in float16. Weights, their gradients from where they are joined, the optimiser, sums, means, normalisations, softmax,
 * exponentials and losses stay in float32, as in PyTorch's autocast.
 */
import type { Node } from "../ir/node.ts";
import { type DType, isFloat, toNumbers } from "../ir/tensor.ts";
import { Value } from "../ir/value.ts";
import { codeOf } from "../onnx/element-type.ts";
import type { Program } from "./program.ts";

const PRODUCTS = new Set(["MatMul", "Gemm", "Conv", "ConvTranspose"]);

/** Computed in float16 where what they take is there in it already. */
const FOLLOWING = new Set([
  ...["Add", "Sub", "Mul", "Div", "Neg", "Abs", "Sign", "Min", "Max", "Where", "Clip"],
  ...["Relu", "LeakyRelu", "Tanh", "Sigmoid", "HardSigmoid", "HardSwish", "Erf"],
  ...["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"],
  ...["Reshape", "Transpose", "Squeeze", "Unsqueeze", "Concat", "Split", "Slice", "Expand", "Pad", "Gather"],
]);

/** Of float16: the largest number, and the smallest one that has all its digits. */
const LARGEST = 65_504;
const SMALLEST = 2 ** -14;

/** @param update nothing that depends on it is computed in float16: the update of the weights does */
export function halfPrecision({ nodes, outputs }: Program, update: Value): Program {
  const halving = new Halving(update);
  for (const node of nodes) halving.take(node);
  const single = outputs.map(({ name, value }) => ({ name, value: halving.single(value) }));
  return { nodes: halving.nodes, outputs: single };
}

class Halving {
  readonly nodes: Node[] = [];
  /** What a value of the program became in float16. */
  private readonly halves = new Map<Value, Value>();
  /** Values that are computed in float16, and what they are in float32 where that was asked for. */
  private readonly singles = new Map<Value, Value | null>();
  private readonly updates: Set<Value>;

  constructor(update: Value) {
    this.updates = new Set([update]);
  }

  take(node: Node): void {
    const updates = node.inputs.some((input) => input !== null && this.updates.has(input));
    if (updates) for (const output of node.outputs) this.updates.add(output);
    if (updates || !this.fits(node)) {
      this.nodes.push({ ...node, inputs: node.inputs.map((input) => input && this.single(input)) });
      return;
    }
    const inputs = node.inputs.map((input) => (input?.dtype === "float32" ? this.half(input) : input));
    const results: Value[] = [];
    const halved: Node = { ...node, inputs, outputs: results };
    for (const output of node.outputs) {
      const half =
        output.dtype === "float32"
          ? retyped(output, output.name, { dtype: "float16", node: halved })
          : output;
      results.push(half);
      if (half === output) continue;
      this.singles.set(output, null);
      this.halves.set(output, half);
    }
    this.nodes.push(halved);
  }

  single(value: Value): Value {
    const known = this.singles.get(value);
    if (known !== null) return known ?? value;
    const half = this.half(value);
    const cast = this.cast(half, { name: `${value.name}/single`, dtype: "float32" });
    this.singles.set(value, cast);
    return cast;
  }

  private half(value: Value): Value {
    const known = this.halves.get(value);
    if (known !== undefined) return known;
    const cast = this.cast(value, { name: `${value.name}/half`, dtype: "float16" });
    this.halves.set(value, cast);
    return cast;
  }

  private cast(value: Value, { name, dtype }: { readonly name: string; readonly dtype: DType }): Value {
    const outputs: Value[] = [];
    const scope = value.origin.kind === "node" ? value.origin.node.scope : "";
    const node: Node = {
      name,
      scope,
      type: "Cast",
      inputs: [value],
      outputs,
      attributes: { to: codeOf(dtype) },
    };
    const cast = retyped(value, name, { dtype, node });
    outputs.push(cast);
    this.nodes.push(node);
    return cast;
  }

  private fits({ type, inputs }: Node): boolean {
    const floats = inputs.flatMap((input) => (input !== null && isFloat(input.dtype) ? [input] : []));
    if (floats.some(({ dtype }) => dtype !== "float32")) return false;
    if (PRODUCTS.has(type)) return true;
    // Squares leave the range of float16 at 256.
    const squares = type === "Mul" && floats[0] === floats[1];
    if (!FOLLOWING.has(type) || squares) return false;
    const there = floats.filter((input) => this.singles.has(input));
    return there.length > 0 && floats.every((input) => there.includes(input) || isFree(input));
  }
}

/** Whether a value may be taken in either precision: weights, masks, and constants that float16 can hold. */
function isFree({ origin, name, graph }: Value): boolean {
  switch (origin.kind) {
    case "parameter":
      return true;
    case "random":
      return graph.randoms.some((random) => random.name === name && random.kind === "mask");
    case "constant":
      return toNumbers(origin.tensor).every((number) => {
        const size = Math.abs(number);
        return size === 0 || (size >= SMALLEST && size <= LARGEST);
      });
    case "node":
      return origin.node.type === "Cast" && origin.node.inputs[0]?.dtype === "bool";
    case "input":
      return false;
  }
}

function retyped(
  { graph, type }: Value,
  name: string,
  { dtype, node }: { readonly dtype: DType; readonly node: Node },
): Value {
  return new Value({ graph, name, type: { ...type, dtype }, origin: { kind: "node", node } });
}
