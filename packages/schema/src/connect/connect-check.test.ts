import { describe, expect, it } from "vitest";
import type { Endpoint } from "../document/document.ts";
import { draw, sortProducts } from "../testing/draw.ts";
import { testCatalog } from "../testing/test-catalog.ts";
import { connectCheck } from "./connect-check.ts";

const end = (text: string): Endpoint => {
  const [node = "", port = ""] = text.split(".");
  return { node, port };
};
const check = (document: typeof sortProducts, from: string, to: string) =>
  connectCheck(document, testCatalog, { from: end(from), to: end(to) });

const canvas = draw(
  {
    load: "load",
    other: "load",
    choose: "choose",
    again: "choose",
    image: "encode-image",
    text: "encode-text",
    text2: "encode-text",
    fuse: "fuse",
    head: "head-classify",
    loss: "loss-cross-entropy",
    train: "train-model",
  },
  [
    "load.data > choose.data",
    "other.data > again.data",
    "choose.photo > image.column",
    "choose.description > text.column",
    "again.description > text2.column",
    "text.embedding > fuse.features",
  ],
);

describe("connectCheck", () => {
  it("lets a fitting wire through, also before its type is known", () => {
    expect(check(canvas, "fuse.fused", "head.features")).toEqual({ ok: true });
    expect(check(canvas, "loss.loss", "train.loss")).toEqual({ ok: true });
  });

  it("says which wire gives up its port", () => {
    expect(check(canvas, "other.data", "choose.data")).toEqual({ ok: true, replaces: "w0" });
  });

  it.each([
    ["node-missing", "gone.data", "choose.data"],
    ["port-missing", "load.rows", "choose.data"],
    ["port-missing", "load.data", "choose.rows"],
    ["wire-duplicate", "load.data", "choose.data"],
    ["cycle", "fuse.fused", "fuse.features"],
    ["port-type-mismatch", "choose.price", "image.column"],
  ])("refuses %s: %s → %s", (code, from, to) => {
    expect(check(canvas, from, to)).toMatchObject({ ok: false, issue: { code } });
  });

  it.each([
    ["H1", "image.features", "fuse.features", [{ kind: "pool", input: "features", output: "embedding" }]],
    [
      "H5",
      "image.embedding",
      "fuse.features",
      [{ kind: "project", params: { width: 64 }, input: "features", output: "features" }],
    ],
    [
      "H7",
      "choose.description",
      "fuse.features",
      [{ kind: "encode-text", input: "column", output: "embedding" }],
    ],
    ["H8", "choose.photo", "head.features", [{ kind: "encode-image", input: "column", output: "embedding" }]],
    ["H15", "fuse.fused", "loss.logits", [{ kind: "head-classify", input: "features", output: "logits" }]],
    ["H16", "head.logits", "train.loss", [{ kind: "loss-cross-entropy", input: "logits", output: "loss" }]],
  ])("heals %s: %s → %s", (heal, from, to, insert) => {
    expect(check(canvas, from, to)).toMatchObject({ ok: false, heal: { heal, insert } });
  });

  it("names the block it offers by its title", () => {
    const offer = check(canvas, "fuse.fused", "loss.logits");
    expect(!offer.ok && offer.heal?.text.en).toContain("Insert “Classify”?");
  });

  it("offers nothing that the catalog does not have", () => {
    const tabled = check(canvas, "choose.price", "head.features");
    expect(tabled).toMatchObject({ ok: false, issue: { code: "port-type-mismatch" } });
    expect(tabled).not.toHaveProperty("heal");
  });

  it("finds rows that do not correspond", () => {
    expect(check(canvas, "text2.embedding", "fuse.features")).toMatchObject({
      ok: false,
      issue: { code: "rows-differ", at: { node: "fuse", port: "features" } },
    });
  });

  it("agrees with resolve: every wire of a sound document may be drawn again", () => {
    for (const [id, wire] of Object.entries(sortProducts.wires)) {
      const { [id]: _taken, ...wires } = sortProducts.wires;
      expect([id, connectCheck({ ...sortProducts, wires }, testCatalog, wire)]).toEqual([id, { ok: true }]);
    }
  });
});
