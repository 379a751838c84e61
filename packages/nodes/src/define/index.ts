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
export type { StepContext, StepImplementation, StepOutcome, StepReporter } from "./step.ts";
