export { evaluate } from "./evaluate.ts";
export type { Evaluated, EvaluateRequest, Feed } from "./evaluate.ts";
