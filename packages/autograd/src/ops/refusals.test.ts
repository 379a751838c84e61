import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { GraphBuilder } from "../ir/builder.ts";
import type { Attributes } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";

interface Refusal {
  readonly type: string;
  readonly inputs: (g: GraphBuilder, x: Value) => readonly (Value | null)[];
  readonly attributes?: Attributes;
  readonly dims?: readonly number[];
  readonly message: string;
}

const integers = (g: GraphBuilder, ...numbers: number[]): Value =>
  g.constant(numbers, [numbers.length], "int64");

/** Forms whose values are known, but not their gradient. */
const WITHOUT_GRADIENT: readonly Refusal[] = [
  {
    type: "Resize",
    inputs: (g, x) => [x, null, g.constant([1, 0.5])],
    attributes: { mode: "linear", antialias: 1 },
    message: "a/Resize: Resize has no gradient: it smooths before it samples (antialias).",
  },
  {
    type: "Einsum",
    inputs: (_, x) => [x],
    attributes: { equation: "ii->i" },
    message: "a/Einsum: Einsum has no gradient: an operand's diagonal is taken.",
  },
  {
    type: "ScatterElements",
    inputs: (g, x) => [x, g.constant([0, 1], [1, 2], "int64"), g.constant([2, 3], [1, 2])],
    attributes: { axis: 0, reduction: "mul" },
    message: "a/ScatterElements: ScatterElements has no gradient: only added or replacing updates have one.",
  },
  {
    type: "ScatterND",
    inputs: (g, x) => [x, g.constant([0], [1, 1], "int64"), g.constant([2, 3], [1, 2])],
    attributes: { reduction: "add" },
    message:
      "a/ScatterND: ScatterND has no gradient: the runtime may lose an added update; use Gather or ScatterElements.",
  },
  {
    type: "LSTM",
    inputs: (g, x) => [x, g.constant(new Float32Array(8), [1, 4, 2]), g.constant([0, 0, 0, 0], [1, 4, 1])],
    attributes: { hidden_size: 1 },
    dims: [2, 1, 2],
    message: "a/LSTM: LSTM has no gradient: the steps of a recurrent layer are not written out here",
  },
];

/** Uses that no graph can hold. */
const IMPOSSIBLE: readonly Refusal[] = [
  {
    type: "Dropout",
    inputs: (g, x) => [x, g.constant(0.5), g.constant(1, [], "bool")],
    message: "a/Dropout: Dropout in training mode draws by itself; draw a mask instead.",
  },
  {
    type: "Einsum",
    inputs: (_, x) => [x],
    attributes: { equation: "ijk->i" },
    message: "a/Einsum: ijk does not name the axes of an operand of rank 2.",
  },
  {
    type: "TopK",
    inputs: (g, x) => [x, integers(g, 3)],
    message: "a/TopK: There are fewer than 3 entries along axis 1.",
  },
  {
    type: "Tile",
    inputs: (g, x) => [x, integers(g, 3)],
    message: "a/Tile: 1 repeats are given for [2, 2].",
  },
  {
    type: "GatherND",
    inputs: (g, x) => [x, g.constant([0, 0, 0], [1, 3], "int64")],
    message: "a/GatherND: Vectors of 3 indices do not fit [2, 2].",
  },
  {
    type: "PRelu",
    inputs: (g, x) => [x, g.constant([1, 2, 3])],
    message: "a/PRelu: [2, 2] and [3] do not broadcast: 2 meets 3.",
  },
  {
    type: "ReduceL2",
    inputs: (_, x) => [x],
    attributes: { noop_with_empty_axes: 1 },
    message: "a/ReduceL2: Without axes it would reduce nothing; leave the node out.",
  },
  {
    type: "Resize",
    inputs: (g, x) => [x, null, null, g.input("sizes", "int64", [2])],
    message: "a/Resize: Sizes or scales must be known while the graph is built.",
  },
];

function graphOf({ dims = [2, 2] }: Refusal): { g: GraphBuilder; x: Value } {
  const g = new GraphBuilder({ training: true });
  return { g, x: g.input("x", "float32", dims) };
}

const apply = (g: GraphBuilder, x: Value, { type, inputs, attributes }: Refusal): Value =>
  g.scope("a", () => g.apply(type, inputs(g, x), attributes));

describe("an operator", () => {
  it.each(WITHOUT_GRADIENT)("$type refuses a gradient it has none for, and names the node", (refusal) => {
    const { g, x } = graphOf(refusal);
    const y = apply(g, x, refusal);
    expect(() => gradients(g.reduceSum(y), [x])).toThrow(refusal.message);
  });

  it.each(IMPOSSIBLE)("$type says what does not fit, and names the node", (refusal) => {
    const { g, x } = graphOf(refusal);
    expect(() => apply(g, x, refusal)).toThrow(refusal.message);
  });

  it("Resize keeps a batch of any size", () => {
    const g = new GraphBuilder({ training: false });
    const x = g.input("x", "float32", ["batch", 3, 4, 4]);
    expect(g.apply("Resize", [x, null, g.constant([1, 1, 2, 2])]).dims).toEqual(["batch", 3, 8, 8]);
    expect(() => g.apply("Resize", [x, null, g.constant([2, 1, 2, 2])])).toThrow("cannot be resized");
  });
});
