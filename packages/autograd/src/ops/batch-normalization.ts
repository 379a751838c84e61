/** y = γ·(x − μ)/√(σ² + ε) + β with fixed statistics of every channel: the form in use (Ioffe & Szegedy 2015). */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { defineOperator, floatAttribute, fn, inferFloat, input, intAttribute } from "./operator.ts";

export const batchNormalization = defineOperator({
  type: "BatchNormalization",
  since: 15,
  inputs: [5, 5],
  outputs: [1, 1],
  attributes: { epsilon: "float", momentum: "float", training_mode: "int" },
  infer: (call) => {
    if (intAttribute(call.attributes, "training_mode", 0) === 1) {
      throw new Error("Statistics of a batch are written out in training graphs, not left to the runtime.");
    }
    const channels = input(call, 0).dims[1];
    for (const index of [1, 2, 3, 4]) {
      const { dims } = input(call, index);
      if (dims.length !== 1 || dims[0] !== channels) {
        throw new Error(`Input ${index} needs one number for each of ${channels} channels.`);
      }
    }
    return inferFloat(call);
  },
  // With x̂ = (x − μ)/σ and s = γ/σ: dx = s·dy, dγ = Σ x̂·dy, dβ = Σ dy, dμ = −s·Σ dy, dσ² = −½·s/σ·Σ x̂·dy.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const [x, gamma, mean, variance] = [at(0), at(1), at(3), at(4)];
    const places = [...x.dims.keys()].filter((axis) => axis !== 1);
    const inverse = g.reciprocal(g.sqrt(g.add(variance, floatAttribute(attributes, "epsilon", 1e-5))));
    const scale = g.mul(gamma, inverse);
    const standard = g.mul(g.sub(x, perChannel(g, mean, x)), perChannel(g, inverse, x));
    const along = g.reduceSum(g.mul(standard, dy), places);
    const total = g.reduceSum(dy, places);
    return [
      g.mul(dy, perChannel(g, scale, x)),
      along,
      total,
      g.neg(g.mul(scale, total)),
      g.mul(g.mul(g.mul(scale, inverse), along), -0.5),
    ];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 2, 2], values: [1, 3, 5, 9] },
        { dims: [2], values: [1, 2] },
        { dims: [2], values: [0, 1] },
        { dims: [2], values: [2, 5] },
        { dims: [2], values: [1, 4] },
      ],
      attributes: { epsilon: 0 },
      expected: [[-1, 1, 1, 5]],
      smooth: true,
    },
    {
      name: "pictures",
      inputs: [
        { dims: [2, 3, 2, 2] },
        { dims: [3] },
        { dims: [3] },
        { dims: [3] },
        { dims: [3], range: [0.5, 2] },
      ],
    },
  ],
});

/** [channels] beside x [batch, channels, …]. */
function perChannel(g: GraphBuilder, value: Value, x: Value): Value {
  return g.reshape(value, [-1, ...x.dims.slice(2).map(() => 1)]);
}
