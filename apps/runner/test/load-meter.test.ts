import { describe, expect, it } from "vitest";
import { LoadMeter } from "../src/load-meter.ts";

describe("LoadMeter", () => {
  it("tells the share of all threads that was used since the last look", () => {
    const meter = new LoadMeter(4);
    expect(meter.read([{ cpu: 5e6, memory: 100 }], 1_000)).toEqual({ busy: 0, memoryUsed: 100 });
    const second = [
      { cpu: 6e6, memory: 100 },
      { cpu: 1e6, memory: 50 },
    ];
    expect(meter.read(second, 2_000)).toEqual({ busy: 0.5, memoryUsed: 150 });
  });

  it("never tells less than nothing when a process was replaced, nor more than all", () => {
    const meter = new LoadMeter(1);
    meter.read([{ cpu: 9e6, memory: 1 }], 0);
    expect(meter.read([{ cpu: 1e6, memory: 1 }], 1_000).busy).toBe(0);
    expect(meter.read([{ cpu: 9e6, memory: 1 }], 2_000).busy).toBe(1);
  });
});
