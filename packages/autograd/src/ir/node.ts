/** A node: one operator applied to values. */
import type { TensorData } from "./tensor.ts";
import type { Value } from "./value.ts";

export type AttributeValue = number | string | readonly number[] | readonly string[] | TensorData;
export interface Attributes {
  readonly [name: string]: AttributeValue;
}

export interface Node {
  /** `<scope>/<operator>`, unique in the graph; gradient nodes end in `#bwd`. Errors at run time name it. */
  readonly name: string;
  /** The scope the node was built in, without the operator. */
  readonly scope: string;
  /** The ONNX operator. */
  readonly type: string;
  /** null where an optional input is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
}
