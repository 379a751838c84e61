/** Files are found from strict to lenient ways; doubt is reported, never guessed away. */
import type { Table } from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaroWinkler } from "./jaro-winkler.ts";
import { type JoinRequest, joinFiles } from "./join-files.ts";

const REQUEST: JoinRequest = {
  columns: ["photo"],
  into: null,
  match: "auto",
  closest: 0.9,
  missing: "keep",
  overrides: {},
};
const files = (...paths: readonly string[]) =>
  paths.map((path, i) => ({ path, blob: i.toString(16).padStart(64, "0"), bytes: 1 }));

function tableOf(values: readonly (string | null | readonly string[])[], several = false): Table {
  const row = values.map((_, i) => `row${i}`);
  return { columns: [{ name: "photo", modality: "image", several, values }], row };
}

function join(
  values: readonly (string | null)[],
  paths: readonly string[],
  request: Partial<JoinRequest> = {},
) {
  const joined = joinFiles(tableOf(values), files(...paths), { ...REQUEST, ...request });
  const column = joined.table.columns.at(-1);
  const found = column?.values.map((cell) => {
    if (cell === null || typeof cell !== "object") return cell;
    return "blob" in cell ? cell.name : cell.map((one) => (typeof one === "object" ? one.name : one));
  });
  return { ...joined, found, ways: joined.matches[0]?.ways };
}

describe("joinFiles", () => {
  it.each([
    ["exact", "a.jpg", "photos/a.jpg", "exact"],
    ["a longer path", "photos/a.jpg", "shop/photos/a.jpg", "exact"],
    ["backslashes", "photos\\a.jpg", "photos/a.jpg", "exact"],
    ["case", "A.JPG", "photos/a.jpg", "loose"],
    ["another extension", "a.jpg", "photos/a.webp", "loose"],
    ["no extension, spaces around and inside", " blue  chair ", "blue chair.png", "loose"],
    ["Unicode form", "\u0439.jpg", "\u0438\u0306.jpg", "loose"],
    ["a typing error", "zebra stripes.jpg", "zebra strips.jpg", "alike"],
    ["a version of it", "lamp", "lamp_front.jpg", "beginning"],
  ])("finds by %s", (_, name, path, way) => {
    const { found, ways, guessed } = join([name, "other.jpg"], [path, "other.jpg", "unrelated.png"]);
    expect(found).toEqual([path, "other.jpg"]);
    const doubtful = way === "alike" || way === "beginning";
    expect(guessed).toMatchObject(doubtful ? [{ row: 0, value: name, candidates: [path] }] : []);
    expect(ways).toMatchObject({ [way]: way === "exact" ? 2 : 1 });
  });

  it("finds by number where names differ in nothing else", () => {
    const { found, ways, guessed } = join(["1", "2", "10"], ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0010.jpg"]);
    expect(found).toEqual(["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0010.jpg"]);
    expect(ways).toEqual({ number: 3 });
    expect(guessed.map(({ value }) => value)).toEqual(["1", "2", "10"]);
    expect(join(["frog 2", "a.jpg"], ["dog 2.jpg", "a.jpg"]).found).toEqual([null, "a.jpg"]);
  });

  it("never takes a name with another number for a typing error", () => {
    const { found, unmatched } = join(["IMG_0012.jpg", "a.jpg"], ["IMG_0013.jpg", "a.jpg"]);
    expect(found).toEqual([null, "a.jpg"]);
    expect(unmatched).toMatchObject([{ row: 0, id: "row0", value: "IMG_0012.jpg" }]);
  });

  it("gives a file to the name that is most like it, and to none of two that are equally like it", () => {
    expect(join(["blue chairs", "blue chairsx", "a.jpg"], ["blue chair.jpg", "a.jpg"]).found).toEqual([
      "blue chair.jpg",
      null,
      "a.jpg",
    ]);
    expect(join(["blue chairx", "blue chairy", "a.jpg"], ["blue chair.jpg", "a.jpg"]).found).toEqual([
      null,
      null,
      "a.jpg",
    ]);
  });

  it("reports doubt: two files fit, with their names", () => {
    const { found, ambiguous, issues } = join(["a.jpg", "b.jpg"], ["x/a.jpg", "y/a.jpg", "b.jpg"]);
    expect(found).toEqual([null, "b.jpg"]);
    expect(ambiguous).toMatchObject([{ row: 0, candidates: ["x/a.jpg", "y/a.jpg"] }]);
    expect(issues).toMatchObject([
      { code: "file-ambiguous", facts: { rows: 1, examples: ["a.jpg"], places: [0] } },
    ]);
    expect(join(["lamp", "b.jpg"], ["lamp_1.jpg", "lamp_2.jpg", "b.jpg"]).found).toEqual([null, "b.jpg"]);
  });

  it("takes two paths of the same bytes for one file", () => {
    const same = [...files("x/a.jpg"), ...files("y/a.jpg")];
    expect(joinFiles(tableOf(["a.jpg"]), same, REQUEST).ambiguous).toEqual([]);
  });

  it("lists misses with likely files, and files that no row names", () => {
    const { issues, unmatched, unusedFiles, matches } = join(
      ["a.jpg", "chair blue.jpg", null],
      ["a.jpg", "chair-navy.jpg"],
    );
    expect(matches).toMatchObject([{ matched: 1, total: 2 }]);
    expect(unmatched[0]?.candidates).toEqual(["chair-navy.jpg"]);
    expect(unusedFiles).toEqual(["chair-navy.jpg"]);
    expect(issues).toMatchObject([
      { code: "file-unmatched", severity: "warning", facts: { rows: 1, total: 2 } },
    ]);
  });

  it("puts what was chosen by hand first", () => {
    const overrides = { row0: "b.jpg", "row1/photo": "a.jpg" };
    expect(join(["a.jpg", "nothing", "b.jpg"], ["a.jpg", "b.jpg"], { overrides })).toMatchObject({
      found: ["b.jpg", "a.jpg", "b.jpg"],
      ways: { "by-hand": 2, exact: 1 },
    });
  });

  it("gives a key all its photos in order, the longest key first", () => {
    const paths = ["12.jpg", "12_10.jpg", "12_2.jpg", "12 (3).jpg", "12_1_2.jpg", "123.jpg"];
    const { found } = join(["12", "12_1", "7"], paths, { into: "photos" });
    expect(found).toEqual([
      ["12 (3).jpg", "12_2.jpg", "12_10.jpg", "12.jpg"].sort(byName),
      ["12_1_2.jpg"],
      null,
    ]);
  });

  it("keeps or drops rows without a file, and stops where none is found", () => {
    expect(join(["a.jpg", "x"], ["a.jpg"], { missing: "drop" }).table.row).toEqual(["row0"]);
    expect(() => join(["x", "y"], ["a.jpg"])).toThrow("file-unmatched");
    expect(() => join(["a"], ["a.jpg"], { columns: ["nope"] })).toThrow("column-missing");
  });

  it("keeps to the way it is told", () => {
    expect(join(["A.jpg", "b.jpg"], ["a.jpg", "b.jpg"], { match: "exact" }).found).toEqual([null, "b.jpg"]);
    expect(join(["A", "lam"], ["a.jpg", "lam_1.jpg"], { match: "stem" }).found).toEqual(["a.jpg", null]);
    expect(join(["lam"], ["lam_1.jpg"], { match: "starts-with" }).found).toEqual(["lam_1.jpg"]);
  });

  it("fills lists of names", () => {
    const table = tableOf([["a.jpg", "B.jpg"], ["c.jpg"]], true);
    const { table: joined } = joinFiles(table, files("a.jpg", "b.jpg", "c.jpg"), REQUEST);
    expect(joined.columns[0]?.values.map((cell) => (Array.isArray(cell) ? cell.length : 0))).toEqual([2, 1]);
  });

  it("finds every file by its own name, whatever the names", () => {
    const name = fc
      .string({ unit: fc.constantFrom(..."abB _-.12éЙ"), minLength: 1, maxLength: 8 })
      .map((stem) => `${stem.trim()}x.jpg`);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 20 }), (names) => {
        expect(join(names, names).found).toEqual(names);
      }),
    );
  });
});

function byName(a: string, b: string): number {
  return new Intl.Collator("en", { numeric: true }).compare(a, b);
}

describe("jaroWinkler", () => {
  it.each([
    ["martha", "marhta", 0.9611],
    ["dwayne", "duane", 0.84],
    ["dixon", "dicksonx", 0.8133],
    ["abc", "xyz", 0],
    ["same", "same", 1],
  ])("%s and %s: %f, as in Winkler's papers", (a, b, wanted) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(wanted, 4);
    expect(jaroWinkler(b, a)).toBeCloseTo(wanted, 4);
  });
});
