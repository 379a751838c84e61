/** What folders say: classes, parts of the data, or nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findColumn } from "../tables/table-columns.ts";
import { tableOfFiles } from "./table-of-files.ts";

const entries = (...paths: readonly string[]) =>
  paths.map((path, i) => ({ path, blob: i.toString(16).padStart(64, "0"), bytes: 1 }));
const read = (paths: readonly string[], labels: "auto" | "none" | "folder" = "auto", deep = true) =>
  tableOfFiles(entries(...paths), { name: "photos", labels, deep }).table;
const labelsOf = (paths: readonly string[], labels: "auto" | "none" | "folder" = "auto") =>
  findColumn(read(paths, labels), "label")?.values ?? null;

describe("tableOfFiles", () => {
  it("has a row for each picture, with path, name, folder and the picture", () => {
    const table = read(["set/a.jpg", "set/notes.txt", "set/b/c.PNG"]);
    expect(table.columns.map(({ name, values }) => [name, values])).toEqual([
      ["file", ["set/a.jpg", "set/b/c.PNG"]],
      ["name", ["a", "c"]],
      ["folder", [null, "b"]],
      [
        "photo",
        [
          { name: "set/a.jpg", blob: "0".repeat(64) },
          { name: "set/b/c.PNG", blob: "2".padStart(64, "0") },
        ],
      ],
    ]);
    expect(read(["a.jpg", "b/c.jpg"], "auto", false).row).toHaveLength(1);
    expect(() => read(["notes.txt"])).toThrow("files-empty");
  });

  it("takes folders for classes if 2 to 1,000 of them hold at least 80 % of the files", () => {
    const four = ["cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "dog/2.jpg"];
    expect(labelsOf(four)).toEqual(["cat", "cat", "dog", "dog"]);
    expect(labelsOf([...four, "x.jpg"])).toEqual(["cat", "cat", "dog", "dog", null]);
    expect(labelsOf([...four, "x.jpg", "y.jpg"])).toBeNull();
    expect(labelsOf(["cat/1.jpg", "cat/2.jpg"])).toBeNull();
    expect(labelsOf(["a/1.jpg", "b/1.jpg", "c/1.jpg"])).toBeNull();
    expect(labelsOf(four, "none")).toBeNull();
    expect(labelsOf(["cat/1.jpg", "x/dog/1.jpg"], "folder")).toEqual(["cat", "dog"]);
  });

  it("takes train, val and test folders for the split, above the classes", () => {
    const table = read([
      "set/train/cat/1.jpg",
      "set/train/dog/1.jpg",
      "set/val/cat/2.jpg",
      "set/Test/dog/2.jpg",
    ]);
    expect(table.split).toEqual(["train", "train", "validation", "test"]);
    expect(findColumn(table, "label")?.values).toEqual(["cat", "dog", "cat", "dog"]);
    expect(read(["train/1.jpg", "other/1.jpg"]).split).toBeUndefined();
  });

  it("names rows by the bytes of the file, and never twice", () => {
    const twice = [...entries("a.jpg"), ...entries("b.jpg")];
    const { row } = tableOfFiles(twice, { name: "x", labels: "auto", deep: true }).table;
    expect(row[1]).toBe(`${row[0]}~2`);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c/]{0,6}$/), { minLength: 1 }), (stems) => {
        const table = read(stems.map((stem) => `${stem}x.jpg`));
        return (
          new Set(table.row).size === stems.length &&
          table.columns.every(({ values }) => values.length === stems.length)
        );
      }),
    );
  });
});
