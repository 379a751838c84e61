export type { QueueLocation } from "./backend.ts";
export { openQueue, type QueueOptions } from "./open-queue.ts";
export {
  type Enqueue,
  type Handler,
  type Job,
  type JobQueue,
  type ProcessOptions,
  ShuttingDown,
} from "./port.ts";
