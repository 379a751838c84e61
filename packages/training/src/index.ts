export type { NamedNumbers, Numbers, OnnxRuntime, Residence } from "./onnx-runtime.ts";
export type { StepFeed } from "./step-program.ts";
export type { RunSession, StepRunnerRequest, WeightedFeed } from "./step-runner.ts";
export { StepRunner } from "./step-runner.ts";
