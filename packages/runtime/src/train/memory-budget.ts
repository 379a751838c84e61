/** How much memory a training step may plan to take, and what to do where its batch does not fit. */
import { issue, UserError } from "@fuseline/schema";
import type { ResolvedSettings } from "./settings.ts";

/** The rest is for what a step is given, for the runtime, and for other programs. */
const SHARE = 0.6;
/** Half of fewer rows saves little beside the weights. */
const SMALLEST = 2;

/** Bytes, from what the system or the container has left now. */
export function memoryBudget(): number {
  return SHARE * process.availableMemory();
}

export function outOfMemory(batch: number): UserError {
  return new UserError(issue("out-of-memory", {}, { batch }));
}

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof UserError && error.issue.code === "out-of-memory";
}

/**
 * Half as many rows at once, and the gradients of twice as many batches added: a step still learns from the same rows.
 * @returns null where there is nothing left to halve
 */
export function halved(settings: ResolvedSettings): ResolvedSettings | null {
  const batch = settings.batch / 2;
  if (!Number.isInteger(batch) || batch < SMALLEST) return null;
  return { ...settings, batch, accumulate: settings.accumulate * 2 };
}
