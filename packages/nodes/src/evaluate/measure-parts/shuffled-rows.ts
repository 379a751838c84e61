/** The same rows in an order that depends on a name only. */
import { RandomStream } from "@fuseline/autograd";

export function shuffledRows(rows: readonly number[], name: string): number[] {
  const stream = new RandomStream(name);
  const shuffled = [...rows];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = stream.integer(last + 1);
    const held = shuffled[last] ?? 0;
    shuffled[last] = shuffled[other] ?? 0;
    shuffled[other] = held;
  }
  return shuffled;
}
