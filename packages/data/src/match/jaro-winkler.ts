/** Likeness of two short texts, 0 to 1 (Jaro 1989; common prefix weighed after Winkler 1990, p = 0.1, at most 4 signs). */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroLikeness(a, b);
  let prefix = 0;
  while (prefix < Math.min(4, a.length, b.length) && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** (m/|a| + m/|b| + (m − t)/m) / 3, m signs that agree within half the longer text, t half of those out of order. */
function jaroLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedInB = new Uint8Array(b.length);
  const agreeing: string[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (usedInB[j] === 1 || a[i] !== b[j]) continue;
      usedInB[j] = 1;
      agreeing.push(a[i] ?? "");
      break;
    }
  }
  const matches = agreeing.length;
  if (matches === 0) return 0;
  const other = b.split("").filter((_, j) => usedInB[j] === 1);
  const moved = agreeing.filter((sign, i) => sign !== other[i]).length / 2;
  return (matches / a.length + matches / b.length + (matches - moved) / matches) / 3;
}
