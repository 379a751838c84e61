export { channelBlockHere } from "./channel-block.ts";
export type { Evaluated, EvaluateRequest, Feed } from "./evaluate.ts";
export { evaluate } from "./evaluate.ts";
