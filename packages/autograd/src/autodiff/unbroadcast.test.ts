import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../ir/builder.ts";
import { broadcastDims } from "../ir/dims.ts";
import { evaluate } from "../testing/evaluate.ts";
import { gradients } from "./backward.ts";

/** Two shapes that broadcast: both come from one full shape by dropping leading axes and by shrinking axes to 1. */
const shapes = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), fc.infiniteStream(fc.nat()))
  .map(([full, choices]) => {
    const narrowed = (): number[] => {
      const dropped = Number(choices.next().value) % (full.length + 1);
      return full.slice(dropped).map((dim) => (Number(choices.next().value) % 2 === 0 ? dim : 1));
    };
    return { a: narrowed(), b: narrowed() };
  });

const sizeOf = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1);

/** Where the entry at `place` of a tensor of `full` dimensions is read from in a tensor broadcast to it. */
function sourceIndex(place: number, full: readonly number[], dims: readonly number[]): number {
  let [rest, index, stride] = [place, 0, 1];
  for (let axis = full.length - 1; axis >= 0; axis--) {
    const coordinate = rest % (full[axis] ?? 1);
    rest = Math.floor(rest / (full[axis] ?? 1));
    const own = axis - full.length + dims.length;
    if (own < 0) continue;
    if (dims[own] !== 1) index += coordinate * stride;
    stride *= dims[own] ?? 1;
  }
  return index;
}

describe("broadcasting undone", () => {
  it("sums the gradient over every entry a number was stretched to", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ a, b }) => {
        const full = broadcastDims(a, b).map(Number);
        const g = new GraphBuilder({ training: true });
        const [x, y] = [g.input("x", "float64", a), g.input("y", "float64", b)];
        const weights = Array.from({ length: sizeOf(full) }, (_, i) => i + 1);
        const loss = g.reduceSum(g.mul(g.mul(x, y), g.constant(weights, full, "float64")));
        const [dx, dy] = gradients(loss, [x, y]);
        if (dx === undefined || dy === undefined) throw new Error("two gradients are asked for");
        expect([dx.dims, dy.dims]).toEqual([a, b]);
        const [xs, ys] = [
          Float64Array.from({ length: sizeOf(a) }, (_, i) => i - 2),
          new Float64Array(sizeOf(b)).fill(3),
        ];
        const results = await evaluate(g, {
          outputs: { dx, dy },
          feeds: { x: { dtype: "float64", dims: a, data: xs }, y: { dtype: "float64", dims: b, data: ys } },
        });
        const [expectedX, expectedY] = [new Float64Array(xs.length), new Float64Array(ys.length)];
        weights.forEach((weight, place) => {
          const [i, j] = [sourceIndex(place, full, a), sourceIndex(place, full, b)];
          expectedX[i] = (expectedX[i] ?? 0) + weight * (ys[j] ?? 0);
          expectedY[j] = (expectedY[j] ?? 0) + weight * (xs[i] ?? 0);
        });
        expect(Array.from(results.dx?.data as Float64Array)).toEqual(Array.from(expectedX));
        expect(Array.from(results.dy?.data as Float64Array)).toEqual(Array.from(expectedY));
      }),
      { numRuns: 60 },
    );
  });
});
