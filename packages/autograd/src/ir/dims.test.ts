import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDims, broadcastDims, divideDims, multiplyDims, sizeOf } from "./dims.ts";

const dim = fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constantFrom("batch", "3*batch", "65*batch"));
const numberFor = (size: number | string, batch: number): number =>
  typeof size === "number" ? size : Number(size.includes("*") ? size.split("*")[0] : 1) * batch;

describe("symbolic dimensions", () => {
  it("count like the numbers they stand for", () => {
    fc.assert(
      fc.property(
        dim,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (size, factor, batch) => {
          const product = multiplyDims(size, factor);
          expect(numberFor(product, batch)).toBe(numberFor(size, batch) * factor);
          expect(divideDims(product, factor)).toBe(size);
          expect(numberFor(addDims(product, size), batch)).toBe(numberFor(size, batch) * (factor + 1));
          expect(sizeOf([size, factor, 1])).toBe(product);
        },
      ),
    );
  });

  it("multiply into products that look the same in any order", () => {
    expect(multiplyDims(multiplyDims("tokens", 4), "batch")).toBe("4*batch*tokens");
    expect(multiplyDims("2*batch", "2*tokens")).toBe("4*batch*tokens");
    expect(divideDims("4*batch*tokens", "2*tokens")).toBe("2*batch");
    expect(divideDims("4*batch*tokens", "batch*tokens")).toBe(4);
    expect(sizeOf(["batch", 2, "batch"])).toBe("2*batch*batch");
  });

  it("refuse what has no answer", () => {
    expect(() => divideDims("5*batch", 2)).toThrow("5*batch elements cannot be divided into groups of 2.");
    expect(() => divideDims("4*batch", "tokens")).toThrow("cannot be divided into groups of tokens.");
    expect(() => addDims("batch", 1)).toThrow("Cannot add the dimensions batch and 1.");
  });
});

describe("broadcastDims", () => {
  it("does not care for the order and stretches only ones", () => {
    expect(broadcastDims(["batch", 1, 3], [4, 1])).toEqual(["batch", 4, 3]);
    expect(broadcastDims([4, 1], ["batch", 1, 3])).toEqual(["batch", 4, 3]);
    expect(() => broadcastDims([2, 3], [2, 4])).toThrow("[2, 3] and [2, 4] do not broadcast: 3 meets 4.");
  });
});
