/** What each part (modality) gives: drops when it is taken away, and its Shapley value over all subsets. */

/** The measured number for a set of parts that are present; the empty set means "all missing". */
export type SubsetValue = (parts: readonly string[]) => number;

/** Beyond this the 2ⁿ subsets cost too much. */
const MOST_PARTS = 12;

/** Every subset of the parts, from none to all: what has to be measured. */
export function subsetsOf(parts: readonly string[]): readonly (readonly string[])[] {
  if (parts.length > MOST_PARTS) throw new RangeError(`${parts.length} parts; at most ${MOST_PARTS}`);
  return Array.from({ length: 2 ** parts.length }, (_, code) => parts.filter((_part, i) => (code >> i) & 1));
}

/** drop(p) = value(all) − value(all without p). */
export function ablationDrops(
  parts: readonly string[],
  value: SubsetValue,
): { readonly [part: string]: number } {
  const full = value(parts);
  return Object.fromEntries(
    parts.map((part) => [part, full - value(parts.filter((other) => other !== part))]),
  );
}

/**
 * Shapley value: φ_p = Σ_{S ∌ p} |S|! (n − |S| − 1)! / n! · (v(S ∪ p) − v(S)) (Shapley 1953). They sum to
 * v(all) − v(none).
 */
export function shapleyValues(
  parts: readonly string[],
  value: SubsetValue,
): { readonly [part: string]: number } {
  const subsets = subsetsOf(parts);
  return Object.fromEntries(
    parts.map((part) => {
      let sum = 0;
      for (const subset of subsets) {
        if (subset.includes(part)) continue;
        const joined = parts.filter((other) => other === part || subset.includes(other));
        sum += orderShare(subset.length, parts.length) * (value(joined) - value(subset));
      }
      return [part, sum];
    }),
  );
}

/** Share of all orders of n parts in which exactly a given set of `size` parts comes before a given part. */
function orderShare(size: number, n: number): number {
  let share = 1 / n;
  for (let i = 1; i <= size; i++) share *= i / (n - i);
  return share;
}
