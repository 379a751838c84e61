/** Whether two runs set the same rows aside: their splits have the same content key. */
import { z } from "zod";

const plan = z.object({ steps: z.array(z.object({ key: z.string(), kind: z.string().optional() })) });

export function sameRows(one: unknown, other: unknown): boolean {
  const [a, b] = [splitKeys(one), splitKeys(other)];
  return a.length > 0 && a.join() === b.join();
}

function splitKeys(answer: unknown): readonly string[] {
  const read = plan.safeParse(answer);
  return read.success
    ? read.data.steps
        .filter(({ kind }) => kind === "split-rows")
        .map(({ key }) => key)
        .sort()
    : [];
}
