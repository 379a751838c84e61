import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDims, formatDim, formatDims, multiplyDims, substitute, unifyDims } from "./dims.ts";
import { headsDivide, nearestDivisor, sameLabels, sameWidth } from "./infer-checks.ts";
import { columnOf, embeddingOf, logitsOf, numberOf, sequenceOf, widthOf, withWidth } from "./port-types.ts";
import type { Dim } from "./ports.ts";

describe("sizes", () => {
  it("are added and multiplied as far as they are known", () => {
    expect(addDims([1, 2, 3])).toBe(6);
    expect(multiplyDims([2, 3])).toBe(6);
    expect(multiplyDims(["H", 1])).toBe("H");
    expect(formatDim(addDims(["D1", addDims(["D2", 256])]))).toBe("D1 + D2 + 256");
    expect(formatDims(["B", multiplyDims(["H", "W"]), multiplyDims([addDims(["D", 1]), 2])])).toBe(
      "B × H·W × (D + 1)·2",
    );
  });

  it("become numbers when their symbols do", () => {
    const bindings = new Map<string, Dim>([
      ["H", 7],
      ["W", "H"],
    ]);
    expect(substitute(multiplyDims(["H", "W"]), bindings)).toBe(49);
  });

  it("unify: equal numbers, a symbol with anything but itself inside a sum", () => {
    expect(unifyDims(3, 3)).toEqual(new Map());
    expect(unifyDims(3, 4)).toBeNull();
    expect(unifyDims("D", 4)?.get("D")).toBe(4);
    expect(unifyDims("D", addDims(["D", 1]))).toBeNull();
    const bound = unifyDims("D", 4);
    expect(bound === null ? bound : unifyDims("D", 5, bound)).toBeNull();
  });

  it("are equal under the bindings that unify them", () => {
    const atom = fc.oneof(fc.nat(4), fc.constantFrom("A", "B", "C"));
    fc.assert(
      fc.property(atom, atom, (left, right) => {
        const bindings = unifyDims(left, right);
        if (bindings === null) expect([typeof left, typeof right]).toEqual(["number", "number"]);
        else expect(substitute(left, bindings)).toEqual(substitute(right, bindings));
      }),
    );
  });
});

describe("checks that infer shares", () => {
  const at = { node: "n", port: "features" };
  it("find widths that differ, and let unknown ones pass", () => {
    expect(sameWidth(at, [embeddingOf(8, "r"), embeddingOf("D", "r"), embeddingOf(8, "r")])).toEqual([]);
    expect(sameWidth(at, [embeddingOf(8, "r"), embeddingOf(9, "r")])).toMatchObject([
      { code: "shape-mismatch", at, facts: { given: "9", needed: "8" } },
    ]);
    expect(sameWidth(at, [embeddingOf(9, "r")], 8)).toMatchObject([{ facts: { given: "9", needed: "8" } }]);
  });

  it("offer the nearest number of heads", () => {
    expect(headsDivide("n", 256, 4)).toEqual([]);
    expect(headsDivide("n", "D", 4)).toEqual([]);
    expect(headsDivide("n", 250, 4)).toMatchObject([{ at: { param: "heads" }, facts: { nearest: 5 } }]);
    expect(nearestDivisor(12, 5)).toBe(4);
    expect(nearestDivisor(7, 32)).toBe(7);
  });

  it("find answers that differ", () => {
    const target = columnOf({ name: "kind", modality: "category", several: false }, { node: "c", rows: "r" });
    const source = target.kind === "column" ? target.source : undefined;
    const kind = logitsOf("classes", "a", { rows: "r", ...(source === undefined ? {} : { target: source }) });
    expect(sameLabels(at, [kind, kind, numberOf(1, "r")])).toEqual([]);
    expect(sameLabels(at, [kind, logitsOf("classes", "b", { rows: "r" })])).toMatchObject([
      { code: "labels-differ", facts: { first: "kind", second: "b" } },
    ]);
  });
});

it("withWidth changes the last size only", () => {
  expect(withWidth(sequenceOf(64, "r", 50), 8)).toEqual(sequenceOf(8, "r", 50));
  expect(withWidth(embeddingOf(64, "r", "space"), 8)).toEqual(embeddingOf(8, "r"));
  expect(widthOf(withWidth(undefined, 8))).toBe(8);
});
