/** Small summaries of lists of numbers that several metrics share. */

/** Any list of numbers: an array or a typed array. */
export type Numbers = ArrayLike<number>;

/** Arithmetic mean; NaN for an empty list. */
export function mean(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/** Linear interpolation between order statistics (NumPy's default); `share` in 0…1; NaN for an empty list. */
export function quantile(values: Numbers, share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (place - below);
}

/** Middle value, or the mean of the two middle ones; NaN for an empty list. */
export function median(values: Numbers): number {
  return quantile(values, 0.5);
}

/** Throws when two lists that describe the same rows differ in length: a defect of the caller. */
export function requireSameLength(a: Numbers, b: Numbers): void {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} rows`);
}
