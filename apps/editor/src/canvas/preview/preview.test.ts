/** What cards show, from real definitions. */
import { catalog } from "@fuseline/nodes";
import { resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { emojiPipeline } from "../testing/pipelines.ts";
import { picturesIn, textIn, wordsIn } from "./cell-parts.ts";
import { previewOf } from "./preview-of.ts";
import { axesOf, sparkPath } from "./spark-line.ts";

const { nodes } = resolve(emojiPipeline(), catalog);
const shown = (id: string) => {
  const node = nodes[id];
  if (node === undefined) throw new Error(`no ${id}`);
  return previewOf(node);
};

describe("previewOf", () => {
  it("follows from what goes in and out", () => {
    expect(shown("load-sample")).toEqual({
      show: "rows",
      node: "load-sample",
      port: "data",
      sameColumns: false,
    });
    expect(shown("encode-image")).toEqual({ show: "pictures", node: "choose-columns", column: "picture" });
    expect(shown("encode-text")).toEqual({ show: "words", node: "choose-columns", column: "name_en" });
    expect(shown("loss-cross-entropy")).toEqual({ show: "loss" });
    expect(shown("train-model")).toEqual({ show: "curve" });
    expect(shown("fuse-gated")).toEqual({ show: "none" });
  });
});

describe("cells", () => {
  it("are taken apart", () => {
    const photo = { name: "a.jpg", blob: "f00" };
    expect(picturesIn([photo, photo])).toEqual(["f00", "f00"]);
    expect(picturesIn("a.jpg")).toEqual([]);
    expect(textIn([photo, 3])).toBe("a.jpg, 3");
    expect(textIn(null)).toBe("");
    expect(wordsIn("green ceramic, vase", 2)).toEqual(["green", "ceramic"]);
  });
});

describe("a spark line", () => {
  it("spans its box", () => {
    const curve = { steps: [10, 20, 30], values: [2, 1, 0] };
    const box = { width: 100, height: 50, ...axesOf([curve]) };
    expect(sparkPath(curve, box)).toBe("M0.0 0.0L50.0 25.0L100.0 50.0");
  });
});
