/** Minutes with calls → bars of equal length, and the figures above them. */

export interface TrafficMinute {
  /** Milliseconds since 1970. */
  readonly minute: number;
  readonly calls: number;
  readonly failures: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

export interface TrafficBar {
  readonly from: number;
  readonly calls: number;
}

export interface Traffic {
  readonly bars: readonly TrafficBar[];
  readonly calls: number;
  readonly failures: number;
  /** Of the minutes, weighted by their calls; null without calls. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

export interface TrafficSpan {
  readonly now: number;
  readonly hours: number;
  readonly bars: number;
}

export function trafficOf(minutes: readonly TrafficMinute[], { now, hours, bars }: TrafficSpan): Traffic {
  const length = (hours * 3_600_000) / bars;
  const start = now - hours * 3_600_000;
  const counts = Array.from({ length: bars }, (_, place) => ({ from: start + place * length, calls: 0 }));
  for (const { minute, calls } of minutes) {
    const bar = counts[Math.min(bars - 1, Math.max(0, Math.floor((minute - start) / length)))];
    if (bar !== undefined) bar.calls += calls;
  }
  const sum = (of: (minute: TrafficMinute) => number): number =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  const calls = sum((minute) => minute.calls);
  const weighted = (of: (minute: TrafficMinute) => number): number | null =>
    calls === 0 ? null : sum((minute) => minute.calls * of(minute)) / calls;
  return {
    bars: counts,
    calls,
    failures: sum((minute) => minute.failures),
    medianMs: weighted((minute) => minute.medianMs),
    p95Ms: weighted((minute) => minute.p95Ms),
  };
}
