import { describe, expect, it } from "vitest";
import { worstConfusion } from "./confusion.ts";

const report = {
  kind: "classes" as const,
  labels: ["a", "b", "c", "d"],
  matrix: [
    [5, 0, 0, 0],
    [0, 3, 2, 0],
    [0, 0, 4, 0],
    [0, 0, 0, 0],
  ],
};

describe("worstConfusion", () => {
  it("shows everything when it fits, with the share that was found", () => {
    const rows = worstConfusion(report, 4);
    expect(rows.map(({ label, found }) => [label, found])).toEqual([
      ["a", 1],
      ["b", 0.6],
      ["c", 1],
      ["d", null],
    ]);
  });
  it("keeps the categories that are confused, in their own order", () => {
    expect(worstConfusion(report, 3).map(({ label }) => label)).toEqual(["b", "c"]);
  });
});
