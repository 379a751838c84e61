/** Statistics of training rows that make numbers comparable: mean, spread, skew, quantiles. */

export interface Moments {
  readonly mean: number;
  readonly scale: number;
}

/** Mean and population standard deviation; a constant column gets scale 1, so that it becomes 0, not NaN. */
export function moments(values: readonly number[]): Moments {
  if (values.length === 0) return { mean: 0, scale: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = Math.sqrt(variance);
  return { mean, scale: scale > 1e-12 * Math.max(1, Math.abs(mean)) ? scale : 1 };
}

/** Fisher–Pearson skewness, m₃ / m₂^1.5. */
export function skewness(values: readonly number[]): number {
  const { mean, scale } = moments(values);
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + ((value - mean) / scale) ** 3, 0) / values.length;
}

/** `count` + 1 evenly spaced quantiles, linear between order statistics. */
export function quantiles(values: readonly number[], count: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: count + 1 }, (_, index) => quantile(sorted, index / count));
}

export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const a = sorted[low] ?? 0;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? a;
  return a + (b - a) * (place - low);
}

/** A number out of a cell: digits with spaces and a decimal comma are understood. NaN when it is none. */
export function toNumber(value: string | number | boolean | null): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null) return Number.NaN;
  const compact = value.replace(/[\s\u00a0\u202f]/g, "");
  const dotted = compact.includes(".") ? compact.replace(/,/g, "") : compact.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(dotted) ? Number(dotted) : Number.NaN;
}
