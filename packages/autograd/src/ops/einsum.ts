/** y = the sum of products that an equation names, such as `bhid,bhjd->bhij`. */
import { broadcastDims } from "../ir/dims.ts";
import type { Attributes } from "../ir/node.ts";
import type { Dim, TensorType } from "../ir/tensor.ts";
import { type EinsumEquation, formatEquation, parseEquation } from "./einsum-equation.ts";
import { defineOperator, fn, input, refuseGradient } from "./operator.ts";

export const einsum = defineOperator({
  type: "Einsum",
  since: 12,
  inputs: [1, Number.POSITIVE_INFINITY],
  outputs: [1, 1],
  attributes: { equation: "string" },
  infer: (call) => {
    const types = call.inputs.map((_, i) => input(call, i));
    const { dtype } = input(call, 0);
    const equation = equationOf(call.attributes, types);
    const sizes = sizesOf(equation, types);
    return [{ dtype, dims: equation.output.map((axis) => sizes.get(axis) ?? 1) }];
  },
  // An operand's gradient is the product of dy and the other operands, summed to the operand's axes. Axes that only it
  // has were summed away: there dy is the same in every place.
  gradient: fn((context) => {
    const { g, dy, inputs, needs, attributes, input: at } = context;
    const values = inputs.map((_, i) => at(i));
    const { operands, output } = equationOf(
      attributes,
      values.map(({ type }) => type),
    );
    return operands.map((axes, i) => {
      if (!needs[i]) return null;
      if (new Set(axes).size < axes.length) refuseGradient(context, "an operand's diagonal is taken");
      const others = operands.filter((_, other) => other !== i);
      const known = new Set([...output, ...others.flat()]);
      const kept = axes.filter((axis) => known.has(axis));
      const equation = formatEquation({ operands: [output, ...others], output: kept });
      const factors = [dy, ...values.filter((_, other) => other !== i)];
      const product = g.apply("Einsum", factors, { equation });
      const dims = axes.map((axis): Dim => (known.has(axis) ? product.dim(kept.indexOf(axis)) : 1));
      return g.reshape(product, dims);
    });
  }),
  float64: true,
  samples: [
    {
      name: "matrix product",
      inputs: [
        { dims: [1, 2], values: [1, 2] },
        { dims: [2, 2], values: [3, 4, 5, 6] },
      ],
      attributes: { equation: "ij,jk->ik" },
      expected: [[13, 16]],
    },
    {
      name: "attention scores",
      inputs: [{ dims: [2, 3, 2, 4] }, { dims: [2, 5, 2, 4] }],
      attributes: { equation: "bihd,bjhd->bhij" },
    },
    {
      name: "three operands, one axis of one alone",
      inputs: [{ dims: [2, 3] }, { dims: [3, 4, 2] }, { dims: [4] }],
      attributes: { equation: "ij,jkl,k->i" },
    },
    {
      name: "ellipsis",
      inputs: [{ dims: [2, 3, 4] }, { dims: [4, 5] }],
      attributes: { equation: "...i,ij->...j" },
    },
    { name: "implied output", inputs: [{ dims: [3, 2] }, { dims: [3] }], attributes: { equation: "ba, b" } },
  ],
});

function equationOf({ equation }: Attributes, types: readonly TensorType[]): EinsumEquation {
  if (typeof equation !== "string") throw new Error("An equation is needed.");
  return parseEquation(
    equation,
    types.map(({ dims }) => dims.length),
  );
}

/** The size of every axis; 1 stretches. */
function sizesOf({ operands }: EinsumEquation, types: readonly TensorType[]): Map<string, Dim> {
  const sizes = new Map<string, Dim>();
  operands.forEach((axes, operand) => {
    axes.forEach((axis, place) => {
      const [size = 1] = broadcastDims([sizes.get(axis) ?? 1], [types[operand]?.dims[place] ?? 1]);
      sizes.set(axis, size);
    });
  });
  return sizes;
}
