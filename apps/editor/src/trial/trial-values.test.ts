import { describe, expect, it } from "vitest";
import type { ServedInput } from "../server/shapes.ts";
import { missingInputs, partsOf, questionOf, shownInputs, type TrialValues } from "./trial-values.ts";

const input = (
  column: string,
  modality: ServedInput["modality"],
  rest: Partial<ServedInput> = {},
): ServedInput => ({
  name: column,
  column,
  modality,
  several: false,
  required: false,
  ...rest,
});
const inputs = [
  input("photo", "image"),
  input("title", "text"),
  input("rooms", "number"),
  input("new", "boolean"),
];
const photo = { id: "1", name: "a.jpg", dataUrl: "data:image/png;base64,AA==" };

describe("questionOf", () => {
  it("sends each value as the endpoint takes it", () => {
    const values: TrialValues = {
      photo: { from: "photos", photos: [photo] },
      title: { from: "text", text: " Blue mug " },
      rooms: { from: "text", text: "1 200,5" },
      new: { from: "text", text: "true" },
    };
    expect(questionOf(inputs, values)).toEqual({
      inputs: { photo: { base64: photo.dataUrl }, title: "Blue mug", rooms: 1200.5, new: true },
    });
  });

  it("takes what was left of a held-out row from there", () => {
    const values: TrialValues = {
      photo: { from: "row", place: 7, cell: { name: "a", blob: "b" } },
      rooms: { from: "row", place: 7, cell: 3 },
      title: { from: "text", text: "changed" },
    };
    expect(questionOf(inputs, values)).toEqual({
      inputs: { title: "changed" },
      from: { place: 7, columns: ["photo", "rooms"] },
    });
  });

  it("asks nothing while something that is needed is empty", () => {
    const needed = [input("photo", "image", { required: true }), input("title", "text")];
    const values: TrialValues = { title: { from: "text", text: "x" } };
    expect(questionOf(needed, values)).toBeNull();
    expect(missingInputs(needed, values).map(({ name }) => name)).toEqual(["photo"]);
  });

  it("asks nothing while nothing is filled in", () => {
    expect(questionOf(inputs, { title: { from: "text", text: "  " } })).toBeNull();
  });
});

describe("the inputs of a search", () => {
  it("are shown once, without their plain names", () => {
    const search = [input("image", "image"), { ...input("image", "image"), name: "photo" }];
    expect(shownInputs(search).map(({ name }) => name)).toEqual(["image"]);
  });
});

describe("partsOf", () => {
  it("puts photos together and table columns together", () => {
    const values: TrialValues = {
      photo: { from: "photos", photos: [photo] },
      title: { from: "text", text: "x" },
      rooms: { from: "text", text: "3" },
      new: { from: "text", text: "true" },
    };
    expect(partsOf(inputs, values)).toEqual([
      { kind: "photos", columns: ["photo"] },
      { kind: "text", columns: ["title"] },
      { kind: "table", columns: ["rooms", "new"] },
    ]);
  });
});
