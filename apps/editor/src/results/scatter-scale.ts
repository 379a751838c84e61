/** One axis for both numbers of a scatter: logarithmic where they are positive and span more than a factor of 20. */

export interface ScatterScale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** From 0 to 1. */
  place(value: number): number;
}

const WIDE = 20;

export function scatterScale(values: readonly number[]): ScatterScale {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite, Number.POSITIVE_INFINITY);
  const high = Math.max(...finite, Number.NEGATIVE_INFINITY);
  if (!(high > low)) return linear(Number.isFinite(low) ? low - 1 : 0, Number.isFinite(high) ? high + 1 : 1);
  return low > 0 && high / low > WIDE ? logarithmic(low, high) : linear(low, high);
}

function linear(low: number, high: number): ScatterScale {
  const step = niceStep((high - low) / 4);
  const from = Math.floor(low / step) * step;
  const to = Math.ceil(high / step) * step;
  const count = Math.round((to - from) / step);
  return {
    from,
    to,
    ticks: Array.from({ length: count + 1 }, (_, place) => from + place * step),
    place: (value) => (value - from) / (to - from),
  };
}

function logarithmic(low: number, high: number): ScatterScale {
  const [from, to] = [low * 0.9, high * 1.1];
  const first = Math.floor(Math.log10(from));
  const last = Math.ceil(Math.log10(to));
  const ticks = Array.from({ length: last - first + 1 }, (_, place) => 10 ** (first + place))
    .flatMap((power) => [power, power * 3])
    .filter((tick) => tick >= from && tick <= to);
  const span = Math.log(to / from);
  return { from, to, ticks, place: (value) => Math.log(Math.max(value, from) / from) / span };
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}
