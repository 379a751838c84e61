/** The search of the palette, over the real catalogue. */
import { offered } from "@fuseline/nodes";
import { describe, expect, it } from "vitest";
import { findBlocks, groupBlocks } from "./find-blocks.ts";

const first = (query: string, language: "en" | "ru" = "en") => findBlocks(offered, query, language)[0]?.kind;

describe("findBlocks", () => {
  it("finds by title, in either language", () => {
    expect(first("trainer")).toBe("train-model");
    expect(first("обуч", "ru")).toBe("train-model");
    expect(first("обуч", "en")).toBe("train-model");
  });

  it("wants every word", () => {
    expect(first("image encoder")).toBe("encode-image");
    expect(findBlocks(offered, "image zebra", "en")).toEqual([]);
  });

  it("finds nothing for nothing", () => {
    expect(findBlocks(offered, "  ", "en")).toEqual([]);
  });
});

describe("groupBlocks", () => {
  it("keeps every block once", () => {
    const grouped = groupBlocks(offered).flatMap(({ blocks }) => blocks);
    expect(grouped.map(({ kind }) => kind).sort()).toEqual(offered.map(({ kind }) => kind).sort());
  });
});
