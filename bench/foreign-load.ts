/** How much of the machine other programs use while a contestant runs: timings of a shared machine need a witness. */
import { cpus } from "node:os";

/** Seconds all processors together have spent working since the machine started. */
function workedSeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

/** Seconds of processor time of this process so far. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Starts watching; the returned function tells how many processors others kept busy since then, given the wall time
 * and the processor time that was ours or a peer's.
 */
export function watchForeignLoad(): (seconds: number, accounted: number) => number {
  const before = workedSeconds();
  return (seconds, accounted) => Math.max(0, (workedSeconds() - before - accounted) / seconds);
}
