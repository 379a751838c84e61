export type { JobHandler, JobQueue, ProcessOptions, QueuedJob } from "./job-queue.ts";
