/** Processor time of this process and of everything that it started: product, database, browser. */
import { readdirSync, readFileSync } from "node:fs";

/** Of Linux; the kernel counts in hundredths whatever the machine. */
const TICKS_PER_SECOND = 100;

/** Seconds so far; null where the system has no /proc. */
export function treeSeconds(root = process.pid): number | null {
  const parents = new Map<number, number>();
  const seconds = new Map<number, number>();
  try {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) readInto(Number(pid));
  } catch {
    return null;
  }
  let sum = 0;
  for (const [pid, time] of seconds) if (descends(pid)) sum += time;
  return sum;

  function readInto(pid: number): void {
    const fields = statOf(pid);
    if (fields === null) return;
    parents.set(pid, Number(fields[1]));
    // utime and stime, then those of children that have ended.
    const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
    seconds.set(pid, ticks / TICKS_PER_SECOND);
  }

  function descends(pid: number): boolean {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  }
}

/** What follows the program's name, which may hold spaces; null when the process has just ended. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
