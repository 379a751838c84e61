/** Operators that do nothing in use, and constants. */
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

export const FROZEN_LOWERINGS: { readonly [type: string]: Lowering } = {
  Identity: same,
  Dropout: same,
  Constant: constant,
};
