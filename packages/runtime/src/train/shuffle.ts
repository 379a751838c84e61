/** A shuffle that depends on a name only (Fisher–Yates over a counter-based stream). */
import { RandomStream } from "@fuseline/autograd";

export function shuffled(rows: readonly number[], stream: string): number[] {
  const random = new RandomStream(stream);
  const order = [...rows];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const held = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
