import { describe, expect, it } from "vitest";
import { inventory } from "../testing/inventory.ts";
import { OPERATORS } from "./registry.ts";

const { families, files } = inventory();

/** What no registry entry is needed for, and why. */
const ELSEWHERE = {
  Constant: "becomes a constant when a file is imported",
  If: "control flow, which the import refuses by name",
};

function missing(operators: readonly string[] = []): string[] {
  const known = new Set([...OPERATORS.map(({ type }) => type), ...Object.keys(ELSEWHERE)]);
  return operators.filter((operator) => !known.has(operator));
}

describe.each(Object.entries(families))("an exported %s", (_, forms) => {
  it.each(Object.entries(forms))("%s holds nothing that the registry lacks", (_, found) => {
    expect(found.failed).toBeUndefined();
    expect(found.folded?.length).toBeGreaterThan(0);
    expect(missing(found.exported)).toEqual([]);
    expect(missing(found.folded)).toEqual([]);
  });
});

describe("a file of the shared hub", () => {
  it.each(Object.entries(files))("%s holds nothing that the registry lacks", (_, found) => {
    expect(found.exported?.length).toBeGreaterThan(0);
    expect(missing(found.exported)).toEqual([]);
    expect(missing(found.folded)).toEqual([]);
  });
});
