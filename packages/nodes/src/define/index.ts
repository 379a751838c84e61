export type {
  AnyParams,
  DefinedNode,
  Inputs,
  NodeExample,
  NodeSpec,
  Outputs,
  Sources,
  TypedContext,
  TypedDefinition,
} from "./node.ts";
export { defineNode } from "./node.ts";
