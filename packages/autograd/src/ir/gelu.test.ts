import { describe, expect, it } from "vitest";
import { gradients } from "../autodiff/backward.ts";
import { evaluate } from "../testing/evaluate.ts";
import { GraphBuilder } from "./builder.ts";

/** x, x·Φ(x) and Φ(x) + x·φ(x), computed in high precision. */
const TABLE = [
  [-20, 0, 0],
  [-3, -0.0040496941, -0.0119456483],
  [-0.5, -0.1542687694, 0.1325053128],
  [0, 0, 0.5],
  [1, 0.8413447461, 1.0833154706],
  [2.5, 2.4844758366, 1.0376096095],
  [20, 20, 1],
] as const;

describe("gelu in a training graph", () => {
  it("has the exact values and slopes, far out too", async () => {
    const g = new GraphBuilder({ training: true });
    const x = g.input("x", "float32", [TABLE.length]);
    const y = g.gelu(x);
    const [dx] = gradients(g.reduceSum(y), [x]);
    if (dx === undefined) throw new Error("one gradient is asked for");
    const data = Float32Array.from(TABLE, ([at]) => at);
    const results = await evaluate(g, {
      outputs: { y, dx },
      feeds: { x: { dtype: "float32", dims: x.dims.map(Number), data } },
    });
    TABLE.forEach(([, value, slope], i) => {
      expect(Number(results.y?.data[i])).toBeCloseTo(value, 5);
      expect(Number(results.dx?.data[i])).toBeCloseTo(slope, 5);
    });
  });
});
