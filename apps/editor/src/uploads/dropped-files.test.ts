import { describe, expect, it } from "vitest";
import { type NamedFile, nameOfFiles, pickedFiles } from "./dropped-files.ts";

const named = (...paths: string[]): NamedFile[] => paths.map((path) => ({ file: new File([], path), path }));
/** As a folder picker gives it. */
const inFolder = (path: string): File =>
  Object.defineProperty(new File([], path.split("/").at(-1) ?? ""), "webkitRelativePath", { value: path });

describe("nameOfFiles", () => {
  it.each([
    [["shop.zip"], "shop.zip"],
    [["shop/a.jpg", "shop/b/c.jpg"], "shop"],
    [["a.jpg", "products.csv", "b.jpg"], "products.csv"],
    [["one/a.jpg", "two/b.jpg"], "one/a.jpg"],
    [[], "upload"],
  ])("%j → %s", (paths, name) => {
    expect(nameOfFiles(named(...paths))).toBe(name);
  });
});

describe("pickedFiles", () => {
  it("keeps the folders and leaves out what systems put beside files", () => {
    const files = ["shop/a.jpg", "shop/.DS_Store", "shop/Thumbs.db"].map(inFolder);
    expect(pickedFiles(files).map(({ path }) => path)).toEqual(["shop/a.jpg"]);
  });

  it("names loose files as they are", () => {
    const loose = Object.defineProperty(new File([], "a.csv"), "webkitRelativePath", { value: "" });
    expect(pickedFiles([loose]).map(({ path }) => path)).toEqual(["a.csv"]);
  });
});
