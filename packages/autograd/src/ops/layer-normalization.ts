/** y = γ·(x − μ)/√(σ² + ε) + β with mean and variance over the axes from `axis` on (Ba et al. 2016). */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute, requireFloat } from "./operator.ts";

export const layerNormalization = defineOperator({
  type: "LayerNormalization",
  since: 17,
  inputs: [2, 3],
  outputs: [1, 3],
  attributes: { axis: "int", epsilon: "float", stash_type: "int" },
  infer: (call) => {
    requireFloat(call);
    const { dtype, dims } = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", -1), dims.length);
    // The specification keeps mean and 1/σ in float32 whatever x is.
    const statistics = { dtype: "float32" as const, dims: dims.map((dim, i) => (i < axis ? dim : 1)) };
    return [{ dtype, dims }, statistics, statistics].slice(0, call.outputs);
  },
  // x̂ = (x − μ)/σ, d̂ = γ·dy: dx = (d̂ − mean d̂ − x̂ · mean(d̂·x̂))/σ, dγ = Σ dy·x̂, dβ = Σ dy.
  gradient: fn(({ g, dy, attributes, needs, input: at, output }) => {
    const [x, gamma] = [at(0), at(1)];
    const [mean, inverseDeviation] = [g.cast(output(1), x.dtype), g.cast(output(2), x.dtype)];
    const first = normalAxis(intAttribute(attributes, "axis", -1), x.rank);
    const axes = [...x.dims.keys()].slice(first);
    const normalised = g.mul(g.sub(x, mean), inverseDeviation);
    const dx = () => {
      const scaled = g.mul(dy, gamma);
      const along = g.mul(normalised, g.reduceMean(g.mul(scaled, normalised), axes, true));
      return g.mul(g.sub(g.sub(scaled, g.reduceMean(scaled, axes, true)), along), inverseDeviation);
    };
    return [needs[0] ? dx() : null, needs[1] ? g.mul(dy, normalised) : null, needs[2] ? dy : null];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 3], values: [1, 2, 3] },
        { dims: [3], values: [1, 1, 2] },
        { dims: [3], values: [0, 0, 1] },
      ],
      attributes: { axis: -1, epsilon: 1e-5 },
      outputs: 3,
      expected: [[-1.2247356, 0, 3.4494712], [2], [1.2247356]],
    },
    {
      name: "tokens",
      inputs: [{ dims: [2, 3, 5] }, { dims: [5] }, { dims: [5] }],
      attributes: { axis: -1, epsilon: 1e-5 },
      outputs: 3,
    },
  ],
});
