/** Whether two runs set the same rows aside: their splits have the same content key. */
import { stepsOfKind } from "../run/steps-of-kind.ts";

export function sameRows(one: unknown, other: unknown): boolean {
  const [a, b] = [splitKeys(one), splitKeys(other)];
  return a.length > 0 && a.join() === b.join();
}

const splitKeys = (plan: unknown): readonly string[] => stepsOfKind(plan, "split-rows").toSorted();
