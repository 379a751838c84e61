/** What an operator of a file becomes where it is not, or not in that form, an operator of the registry. */
import type { GraphBuilder } from "../../../ir/builder.ts";
import type { Value } from "../../../ir/value.ts";
import type { OnnxNode } from "../../model.ts";
import type { NodeAttributes } from "../attributes.ts";

/** One node of a file with its inputs already built. */
export interface Use {
  readonly g: GraphBuilder;
  readonly node: OnnxNode;
  /** null where an optional input is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly attributes: NodeAttributes;
  /** The operator set the file is written in: the meaning of some operators changed. */
  readonly opset: number;
}

/** The node's outputs; those nothing reads may be missing at the end. */
export type Lowering = (use: Use) => readonly Value[];

/** An input that must be there. */
export function given({ inputs, node }: Use, index: number): Value {
  const value = inputs[index];
  if (!value) throw new Error(`input ${index} of ${node.type} is missing`);
  return value;
}
