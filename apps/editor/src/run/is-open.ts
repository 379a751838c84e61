/** Whether a run will go on, by itself or when the person says so. */
import type { RunSummary } from "../server/shapes.ts";

type Status = RunSummary["status"];

const OPEN: ReadonlySet<Status> = new Set(["queued", "running", "paused"]);

export const isOpen = (status: Status): boolean => OPEN.has(status);
