/** A number with its interval on one axis; other numbers may be marked on it. */
import "./interval-bar.css";

export interface IntervalBarProps {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Ends of the axis. */
  readonly from: number;
  readonly to: number;
  readonly strong?: boolean;
}

export function IntervalBar({ value, low, high, from, to, strong = false }: IntervalBarProps) {
  const place = (at: number): string => `${Math.max(0, Math.min(1, (at - from) / (to - from))) * 100}%`;
  return (
    <span className="interval-bar" data-strong={strong} aria-hidden="true">
      <span className="fill" style={{ width: place(value) }} />
      {low === undefined || high === undefined ? null : (
        <span className="whisker" style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
      )}
    </span>
  );
}
