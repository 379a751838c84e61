/** What the field "Stochastic depth" says reaches the blocks of encoders that are learnt from scratch. */
import { GraphBuilder } from "@fuseline/autograd";
import type { FittedFeed } from "@fuseline/runtime";
import { defaultsOf, type ParamsOf } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { TUNE } from "../src/define/bundles.ts";
import { tuneOptions } from "../src/define/tuning.ts";
import { graphImplementations } from "../src/graph-implementations.ts";

const BATCH = 2;

function pixels(g: GraphBuilder): FittedFeed {
  const presence = g.input("presence", "float32", [BATCH]);
  const value = g.input("pixels", "float32", [BATCH, 3, 16, 16]);
  return { kind: "pixels", value, presence, columns: [] };
}

function tokens(g: GraphBuilder): FittedFeed {
  const ids = g.input("ids", "int64", [BATCH, 4]);
  const mask = g.input("mask", "float32", [BATCH, 4]);
  const presence = g.input("presence", "float32", [BATCH]);
  return { kind: "tokens", ids, mask, presence, vocabulary: 10, columns: [] };
}

const SMALL = { width: 8, dropout: 0 };
const TEXT = { ...SMALL, heads: 2, layers: 3, mlpRatio: 1, position: "learned" };
const IMAGE = { ...SMALL, size: 16, patch: 8, depth: "tiny" };

/** Parts that may be dropped: two in each block of a transformer, one in each of a residual network. */
const ENCODERS = [
  ["encode-text-new", { ...TEXT }, tokens, 6],
  ["encode-image-new", { ...IMAGE, architecture: "vit" }, pixels, 8],
  ["encode-image-new", { ...IMAGE, architecture: "resnet" }, pixels, 3],
] as const;

describe.each(ENCODERS)("%s", (kind, params, feed, parts) => {
  it.each([
    [0.2, parts],
    [0, 0],
  ])("at %d, %d parts of its blocks are dropped at random", (stochasticDepth, drawn) => {
    const g = new GraphBuilder({ training: true });
    graphImplementations.get(kind)?.build(g, {
      params: { ...params, stochasticDepth } as never,
      inputs: {},
      sources: { [feed.name]: feed(g) },
      training: true,
      rowWeight: g.input("rowWeight", "float32", [BATCH]),
    });
    expect(g.randoms).toHaveLength(drawn);
  });
});

describe("a ready encoder", () => {
  it.each([
    ["last-blocks", 0.2],
    ["lora", 0.2],
    ["full", 0.2],
    // The field is hidden there, whatever it was set to before.
    ["head", 0],
  ] as const)("of which %s learns skips blocks for %d of the rows", (tuning, expected) => {
    const params = { ...defaultsOf(TUNE), tuning, stochasticDepth: 0.2 } as ParamsOf<typeof TUNE>;
    expect(tuneOptions(params).stochasticDepth).toBe(expected);
  });
});
