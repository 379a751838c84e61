/** y = a · b: matrix product over the last two axes, leading axes broadcast. Operands have rank ≥ 2. */
import { broadcastDims } from "../ir/dims.ts";
import type { Value } from "../ir/value.ts";
import { defineOperator, fn, type GradientContext, input } from "./operator.ts";

export const matmul = defineOperator({
  type: "MatMul",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const [a, b] = [input(call, 0), input(call, 1)];
    if (a.dims.length < 2 || b.dims.length < 2)
      throw new Error("Matrix products need operands of rank 2 or more.");
    if (a.dtype !== b.dtype) throw new Error(`${a.dtype} and ${b.dtype} do not mix; cast one of them.`);
    const [inner, other] = [a.dims.at(-1), b.dims.at(-2)];
    if (inner !== other)
      throw new Error(`[${a.dims.join(", ")}] · [${b.dims.join(", ")}]: ${inner} meets ${other}.`);
    const lead = broadcastDims(a.dims.slice(0, -2), b.dims.slice(0, -2));
    return [{ dtype: a.dtype, dims: [...lead, a.dims.at(-2) ?? 1, b.dims.at(-1) ?? 1] }];
  },
  // da = dy · bᵀ, db = aᵀ · dy.
  gradient: fn((context) => {
    const [a, b] = [context.input(0), context.input(1)];
    return b.rank === 2 ? matrixOnTheRight(context, a, b) : batched(context, a, b);
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2, 1], values: [5, 6] },
      ],
      expected: [[17, 39]],
    },
    { name: "rows of a batch by one matrix", inputs: [{ dims: [2, 3, 4] }, { dims: [4, 5] }] },
    { name: "batches", inputs: [{ dims: [2, 3, 4] }, { dims: [2, 4, 5] }] },
    { name: "broadcast batches", inputs: [{ dims: [2, 1, 3, 4] }, { dims: [3, 4, 2] }] },
  ],
});

/** All rows go through one product each way: two Gemms, no transposes. */
function matrixOnTheRight({ g, dy, needs }: GradientContext, a: Value, b: Value): (Value | null)[] {
  const rows = g.reshape(dy, [-1, b.dim(1)]);
  const da = needs[0] ? g.reshape(g.gemm(rows, b, null, { transB: true }), a.dims) : null;
  const db = needs[1] ? g.gemm(g.reshape(a, [-1, b.dim(0)]), rows, null, { transA: true }) : null;
  return [da, db];
}

function batched({ g, dy, needs }: GradientContext, a: Value, b: Value): (Value | null)[] {
  return [
    needs[0] ? g.matmul(dy, g.transposeLast(b)) : null,
    needs[1] ? g.matmul(g.transposeLast(a), dy) : null,
  ];
}
