import { describe, expect, it } from "vitest";
import { picturesIn, wordsIn } from "./row-parts.ts";

const photo = { name: "a.jpg", blob: "0".repeat(64) };
const columns = [
  { name: "photo", modality: "image" },
  { name: "kind", modality: "category" },
  { name: "title", modality: "text" },
  { name: "rooms", modality: "number" },
];
const cells = [photo, "Vase", "Blue with a handle", 3];

describe("the parts of a row", () => {
  it("are its pictures, also those of lists", () => {
    expect(picturesIn([...cells, [photo, photo], null])).toHaveLength(3);
  });
  it("are its words: texts first, the label left out", () => {
    expect(wordsIn(columns, cells, "Vase")).toBe("Blue with a handle · rooms 3");
    expect(wordsIn(columns, cells, 3.000001)).toBe("Blue with a handle · Vase");
  });
});
