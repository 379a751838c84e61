/** A slider's places for a range: even steps, or even ratios where the range spans several powers of ten. */

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export const PLACES = 1000;

const isWide = ({ min, max }: Range): boolean => min > 0 && max / min >= 100;

/** Place of a value, from 0 to `PLACES`. */
export function placeOf(value: number, range: Range): number {
  const { min, max } = range;
  const inside = Math.min(max, Math.max(min, value));
  const share = isWide(range)
    ? Math.log(inside / min) / Math.log(max / min)
    : (inside - min) / Math.max(Number.EPSILON, max - min);
  return Math.round(share * PLACES);
}

/** Value at a place: whole numbers, or two significant digits. */
export function valueAt(place: number, range: Range): number {
  const { min, max, whole } = range;
  const share = place / PLACES;
  const raw = isWide(range) ? min * (max / min) ** share : min + share * (max - min);
  const rounded = whole
    ? Math.round(raw >= 100 ? Number(raw.toPrecision(2)) : raw)
    : Number(raw.toPrecision(2));
  // The ends may have more digits than two.
  if (place === 0) return min;
  return place === PLACES ? max : Math.min(max, Math.max(min, rounded));
}

/** Reads what a person typed: a decimal comma and spaces are as good as a point. Null when it is no number. */
export function readNumber(text: string, { min, max, whole }: Range): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (plain === "") return null;
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return Math.min(max, Math.max(min, whole ? Math.round(value) : value));
}
