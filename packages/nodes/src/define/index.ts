export { defineNode } from "./node.ts";
export type { AnyParams, Inputs, NodeSpec, Outputs, TypedContext, TypedDefinition } from "./node.ts";
