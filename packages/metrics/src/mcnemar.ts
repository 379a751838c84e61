/** McNemar's exact test: are two models really different, judged by the rows where only one of them is right. */

/**
 * Two-sided p-value of `onlyFirst` and `onlySecond` discordant rows under a fair coin:
 * min(1, 2 · Σ_{i ≤ min} C(n, i) / 2ⁿ), n = onlyFirst + onlySecond (McNemar 1947, exact form). 1 when they never differ.
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number {
  const flips = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // Terms are kept as logarithms: C(n, i) overflows beyond about a thousand flips.
  let logTerm = -flips * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= fewer; i++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((flips - i) / (i + 1));
  }
  return Math.min(1, 2 * tail);
}
