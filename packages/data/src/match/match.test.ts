import type { Table } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { joinFiles } from "./join-files.ts";
import { jaroWinkler, NameMatcher } from "./name-matcher.ts";

const PATHS = ["photos/Chair-01.JPG", "photos/chair-01-side.jpg", "photos/lamp 7.png", "photos/Кружка.jpg"];
const auto = { match: "auto", closest: 0.9, overrides: {} } as const;

describe("NameMatcher", () => {
  const matcher = new NameMatcher(PATHS, auto);
  it.each([
    ["Chair-01.JPG", [0], "exact"],
    ["chair-01", [0], "stem"],
    ["КРУЖКА.png", [3], "stem"],
    ["7", [2], "number"],
    ["chair", [0, 1], "starts-with"],
    ["кружкка", [3], "closest"],
    ["sofa", [], null],
  ])("%s", (name, files, way) => {
    expect(matcher.find(name)).toEqual({ files, way });
  });

  it("takes what a person said over everything", () => {
    const given = new NameMatcher(PATHS, { ...auto, overrides: { sofa: "photos/lamp 7.png" } });
    expect(given.find("sofa")).toEqual({ files: [2], way: "by-hand" });
  });
});

describe("jaroWinkler", () => {
  it("agrees with the examples of the literature", () => {
    expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler("dixon", "dicksonx")).toBeCloseTo(0.8133, 4);
    expect(jaroWinkler("abc", "xyz")).toBe(0);
  });
});

describe("joinFiles", () => {
  const table: Table = {
    columns: [{ name: "photo", modality: "image", several: false, values: ["chair-01", "sofa.jpg", null] }],
    row: ["a", "b", "c"],
  };
  const files = PATHS.map((path, index) => ({ path, blob: String(index).repeat(64), bytes: 1 }));

  it("fills cells and lists what it missed", () => {
    const { table: joined, issues } = joinFiles(table, files, {
      ...auto,
      columns: ["photo"],
      into: null,
      missing: "keep",
    });
    expect(joined.columns[0]?.values).toEqual([{ name: PATHS[0], blob: "0".repeat(64) }, null, null]);
    expect(issues[0]?.facts).toMatchObject({ rows: 1, total: 3, examples: ["sofa.jpg"] });
  });

  it("leaves rows out when asked, and stops when nothing fits", () => {
    expect(
      joinFiles(table, files, { ...auto, columns: ["photo"], into: null, missing: "drop" }).table.row,
    ).toEqual(["a", "c"]);
    const nothing = {
      ...table,
      columns: [
        {
          ...table.columns[0],
          name: "photo",
          modality: "image" as const,
          several: false,
          values: ["x", "y", "z"],
        },
      ],
    };
    expect(() =>
      joinFiles(nothing, files, { ...auto, columns: ["photo"], into: null, missing: "keep" }),
    ).toThrow("file-unmatched");
  });
});
