/** Mean of several sets of weights (greedy soup of the best epochs, Wortsman 2022). */
import type { NamedNumbers } from "./checkpoint.ts";

export function average(sets: readonly NamedNumbers[]): NamedNumbers {
  const [first] = sets;
  if (first === undefined) throw new Error("nothing to average");
  return Object.fromEntries(
    Object.entries(first).map(([name, data]) => {
      const sum = new Float64Array(data.length);
      for (const set of sets) {
        for (const [index, value] of (set[name] ?? []).entries()) sum[index] = (sum[index] ?? 0) + value;
      }
      return [name, Float32Array.from(sum, (value) => value / sets.length)];
    }),
  );
}
