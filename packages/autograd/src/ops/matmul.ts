/** y = a · b: matrix product over the last two axes, leading axes broadcast. A vector is a row on the left, a column on the right. */
import { broadcastDims } from "../ir/dims.ts";
import type { Dims } from "../ir/tensor.ts";
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
    if (a.dims.length === 0 || b.dims.length === 0) throw new Error("Single numbers have no matrix product.");
    if (a.dtype !== b.dtype) throw new Error(`${a.dtype} and ${b.dtype} do not mix; cast one of them.`);
    const [left, right] = [asRow(a.dims), asColumn(b.dims)];
    const [inner, other] = [left.at(-1), right.at(-2)];
    if (inner !== other)
      throw new Error(`[${a.dims.join(", ")}] · [${b.dims.join(", ")}]: ${inner} meets ${other}.`);
    const lead = broadcastDims(left.slice(0, -2), right.slice(0, -2));
    const rows = a.dims.length === 1 ? [] : [left.at(-2) ?? 1];
    const columns = b.dims.length === 1 ? [] : [right.at(-1) ?? 1];
    return [{ dtype: a.dtype, dims: [...lead, ...rows, ...columns] }];
  },
  // da = dy · bᵀ, db = aᵀ · dy.
  gradient: fn((context) => {
    const [a, b] = [context.input(0), context.input(1)];
    if (a.rank === 1 || b.rank === 1) return withVectors(context, a, b);
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
    { name: "vector by matrices", inputs: [{ dims: [3] }, { dims: [2, 3, 4] }] },
    { name: "matrices by vector", inputs: [{ dims: [2, 3, 4] }, { dims: [4] }] },
    { name: "vector by vector", inputs: [{ dims: [3] }, { dims: [3] }] },
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

function asRow(dims: Dims): Dims {
  return dims.length === 1 ? [1, ...dims] : dims;
}

function asColumn(dims: Dims): Dims {
  return dims.length === 1 ? [...dims, 1] : dims;
}

/** As matrices of one row or column, which the gradients then lose again. */
function withVectors(context: GradientContext, a: Value, b: Value): (Value | null)[] {
  const { g, dy } = context;
  const [row, column] = [g.reshape(a, asRow(a.dims)), g.reshape(b, asColumn(b.dims))];
  const rows = a.rank === 1 ? [1] : [a.dim(-2)];
  const lead = dy.dims.slice(0, dy.rank - (a.rank === 1 ? 0 : 1) - (b.rank === 1 ? 0 : 1));
  const full = g.reshape(dy, [...lead, ...rows, b.rank === 1 ? 1 : b.dim(-1)]);
  const [da, db] = batched({ ...context, dy: full }, row, column);
  const vector = db && b.rank === 1 ? g.reshape(db, db.dims.slice(0, -1)) : (db ?? null);
  return [da ?? null, vector];
}
