import { describe, expect, it } from "vitest";
import { galleryStep } from "./gallery-keys.ts";

const bare = { ctrlKey: false, metaKey: false, altKey: false };

describe("galleryStep", () => {
  it.each([
    ["ArrowRight", { move: 1 }],
    ["ArrowUp", { move: -1 }],
    ["1", { decide: "change" }],
    ["2", { decide: "keep" }],
    ["Enter", null],
  ])("%s", (key, step) => {
    expect(galleryStep({ ...bare, key })).toEqual(step);
  });

  it("leaves the browser its own shortcuts", () => {
    expect(galleryStep({ ...bare, ctrlKey: true, key: "1" })).toBeNull();
  });
});
