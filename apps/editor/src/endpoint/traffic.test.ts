import { describe, expect, it } from "vitest";
import { trafficOf } from "./traffic.ts";

const HOUR = 3_600_000;
const now = 100 * HOUR;
const minute = (hoursAgo: number, calls: number, medianMs = 20) => ({
  minute: now - hoursAgo * HOUR,
  calls,
  failures: 0,
  medianMs,
  p95Ms: medianMs * 2,
});

describe("trafficOf", () => {
  it("puts every minute into its bar", () => {
    const { bars, calls } = trafficOf([minute(23.5, 3), minute(0.5, 4), minute(0.1, 1)], {
      now,
      hours: 24,
      bars: 24,
    });
    expect([bars[0]?.calls, bars[23]?.calls, calls]).toEqual([3, 5, 8]);
    expect(bars.reduce((sum, bar) => sum + bar.calls, 0)).toBe(calls);
  });
  it("weighs times by calls", () => {
    const { medianMs, p95Ms } = trafficOf([minute(1, 1, 10), minute(2, 3, 30)], { now, hours: 24, bars: 24 });
    expect([medianMs, p95Ms]).toEqual([25, 50]);
  });
  it("has no times without calls", () => {
    expect(trafficOf([], { now, hours: 24, bars: 24 })).toMatchObject({ calls: 0, medianMs: null });
  });
});
