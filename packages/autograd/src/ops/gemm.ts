/** y = α·A·B + β·C on matrices, A and B taken transposed when asked; C broadcasts. */
import { broadcastDims, sameDims } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const gemm = defineOperator({
  type: "Gemm",
  since: 13,
  inputs: [2, 3],
  outputs: [1, 1],
  attributes: { alpha: "float", beta: "float", transA: "int", transB: "int" },
  infer: (call) => {
    const [a, b, c] = [input(call, 0), input(call, 1), call.inputs[2]];
    if (a.dims.length !== 2 || b.dims.length !== 2) throw new Error("Gemm takes matrices.");
    const [m, k] = intAttribute(call.attributes, "transA", 0) ? [a.dims[1], a.dims[0]] : a.dims;
    const [inner, n] = intAttribute(call.attributes, "transB", 0) ? [b.dims[1], b.dims[0]] : b.dims;
    if (k !== inner) throw new Error(`Gemm of inner sizes ${k} and ${inner}.`);
    const dims = [m ?? 1, n ?? 1];
    if (c && !sameDims(broadcastDims(dims, c.dims), dims)) {
      throw new Error(`[${c.dims.join(", ")}] cannot be added to [${dims.join(", ")}].`);
    }
    return [{ dtype: a.dtype, dims }];
  },
  // With A′ = op(A), B′ = op(B): dA′ = α·dy·B′ᵀ, dB′ = α·A′ᵀ·dy; each transposed again where A or B was.
  gradient: fn(({ g, dy, needs, attributes, input: at }) => {
    const alpha = typeof attributes.alpha === "number" ? attributes.alpha : 1;
    const beta = typeof attributes.beta === "number" ? attributes.beta : 1;
    const [transA, transB] = [attributes.transA === 1, attributes.transB === 1];
    const [a, b] = [at(0), at(1)];
    const da = () =>
      transA
        ? g.gemm(b, dy, null, { alpha, transA: transB, transB: true })
        : g.gemm(dy, b, null, { alpha, transB: !transB });
    const db = () =>
      transB
        ? g.gemm(dy, a, null, { alpha, transA: true, transB: transA })
        : g.gemm(a, dy, null, { alpha, transA: !transA });
    return [needs[0] ? da() : null, needs[1] ? db() : null, needs[2] ? g.mul(dy, beta) : null];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2, 1], values: [5, 6] },
        { dims: [1], values: [0.5] },
      ],
      expected: [[17.5, 39.5]],
    },
    {
      name: "A transposed",
      inputs: [{ dims: [4, 3] }, { dims: [4, 2] }],
      attributes: { transA: 1, alpha: 0.5 },
    },
    {
      name: "B transposed",
      inputs: [{ dims: [3, 4] }, { dims: [2, 4] }, { dims: [2] }],
      attributes: { transB: 1 },
    },
    {
      name: "both transposed",
      inputs: [{ dims: [4, 3] }, { dims: [2, 4] }, { dims: [3, 1] }],
      attributes: { transA: 1, transB: 1, beta: 2 },
    },
  ],
});
