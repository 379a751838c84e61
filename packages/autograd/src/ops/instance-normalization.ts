/** y = γ·(x − μ)/√(σ² + ε) + β with mean and variance of every channel of every example (Ulyanov et al. 2016). */
import { defineOperator, floatAttribute, fn, inferFloat, input } from "./operator.ts";

export const instanceNormalization = defineOperator({
  type: "InstanceNormalization",
  since: 6,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { epsilon: "float" },
  infer: (call) => {
    const channels = input(call, 0).dims[1];
    for (const index of [1, 2]) {
      if (input(call, index).dims[0] !== channels) {
        throw new Error(`Input ${index} needs one number for each of ${channels} channels.`);
      }
    }
    return inferFloat(call);
  },
  // x̂ = (x − μ)/σ, d̂ = γ·dy: dx = (d̂ − mean d̂ − x̂ · mean(d̂·x̂))/σ, dγ = Σ dy·x̂, dβ = Σ dy.
  gradient: fn(({ g, dy, attributes, needs, input: at }) => {
    const [x, gamma] = [at(0), at(1)];
    const places = [...x.dims.keys()].slice(2);
    const perExample = [...x.dims.keys()].filter((axis) => axis !== 1);
    const centred = g.sub(x, g.reduceMean(x, places, true));
    const variance = g.reduceMean(g.mul(centred, centred), places, true);
    const inverse = g.reciprocal(g.sqrt(g.add(variance, floatAttribute(attributes, "epsilon", 1e-5))));
    const standard = g.mul(centred, inverse);
    const dx = () => {
      const scaled = g.mul(dy, g.reshape(gamma, [-1, ...places.map(() => 1)]));
      const along = g.mul(standard, g.reduceMean(g.mul(scaled, standard), places, true));
      return g.mul(g.sub(g.sub(scaled, g.reduceMean(scaled, places, true)), along), inverse);
    };
    return [
      needs[0] ? dx() : null,
      needs[1] ? g.reduceSum(g.mul(dy, standard), perExample) : null,
      needs[2] ? g.reduceSum(dy, perExample) : null,
    ];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 1, 3], values: [1, 2, 3] },
        { dims: [1], values: [2] },
        { dims: [1], values: [1] },
      ],
      expected: [[-1.4494712, 1, 3.4494712]],
    },
    { name: "pictures", inputs: [{ dims: [2, 3, 2, 4] }, { dims: [3] }, { dims: [3] }] },
  ],
});
