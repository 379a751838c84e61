/** Operators that differ between training and use, in the form they have in use; and constants. */
import type { Value } from "../../../ir/value.ts";
import { tensorData } from "../tensor-data.ts";
import { given, type Lowering } from "./lowering.ts";

const same: Lowering = (use) => [given(use, 0)];

const constant: Lowering = ({ g, node }) => {
  const value = node.attributes.get("value");
  if (value?.kind === "tensor") return [g.tensor(tensorData(value.value))];
  const [attribute] = [...node.attributes.values()];
  switch (attribute?.kind) {
    case "float":
      return [g.constant(attribute.value)];
    case "int":
      return [g.constant(Number(attribute.value), undefined, "int64")];
    case "floats":
      return [g.constant(attribute.value)];
    case "ints":
      return [g.constant(attribute.value.map(Number), undefined, "int64")];
    default:
      throw new Error("a constant of this kind is not supported");
  }
};

/** y = γ·(x − μ)/√(σ² + ε) + β with μ and σ² as they were when the file was written: one product and one sum. */
const batchNormalization: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((index) => given(use, index)) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const scale = g.div(gamma, g.sqrt(g.add(variance, attributes.float("epsilon", 1e-5))));
  const shift = g.sub(beta, g.mul(mean, scale));
  const perChannel = (value: Value): Value => g.reshape(value, [-1, ...x.dims.slice(2).map(() => 1)]);
  return [g.add(g.mul(x, perChannel(scale)), perChannel(shift))];
};

export const FROZEN_LOWERINGS: { readonly [type: string]: Lowering } = {
  Identity: same,
  Dropout: same,
  Constant: constant,
  BatchNormalization: batchNormalization,
};
