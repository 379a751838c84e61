/** Gestures as operations, on a real pipeline: insert, connect, heal, remove, copy and paste. */
import { catalog } from "@fuseline/nodes";
import { isError, resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { nodeViews } from "../graph/node-view.ts";
import { tintsOf } from "../graph/tint.ts";
import { after, arrows, countingIds, emojiPipeline } from "../testing/pipelines.ts";
import { copyText, paste } from "./clipboard.ts";
import { checkWire, connect, heal } from "./connect.ts";
import { insertNode } from "./insert-node.ts";
import { remove } from "./remove.ts";
import { tidy } from "./tidy.ts";

const document = emojiPipeline();
const errors = (of: typeof document) => resolve(of, catalog).issues.filter(isError);

describe("inserting", () => {
  it("writes every setting out", () => {
    const definition = catalog.get("pool");
    if (definition === undefined) throw new Error("no pool");
    const { node } = insertNode("pool-1", definition, { x: 10.4, y: 3 });
    expect(Object.keys(node.params).sort()).toEqual(Object.keys(definition.params).sort());
    expect(node.position).toEqual({ x: 10, y: 3 });
  });
});

describe("connecting", () => {
  it("takes the place of the wire that held the port", () => {
    const ends = {
      from: { node: "choose-columns", port: "column:group" },
      to: { node: "head-classify", port: "target" },
    };
    const held = Object.entries(document.wires).find(
      ([, { to }]) => to.node === ends.to.node && to.port === ends.to.port,
    )?.[0];
    if (held === undefined) throw new Error("the answer is not wired");
    const without = after(document, { op: "remove-wire", id: held });
    expect(errors(without).map(({ code }) => code)).toContain("input-missing");
    const check = checkWire(without, ends);
    expect(check).toEqual({ ok: true });
    expect(errors(after(without, connect({ document: without, ends, newId: countingIds() })))).toEqual([]);
  });

  it("offers the missing encoder for a wrong wire and inserts it with both wires", () => {
    const ends = {
      from: { node: "choose-columns", port: "column:name_en" },
      to: { node: "fuse-gated", port: "features" },
    };
    const check = checkWire(document, ends);
    if (check.ok || check.heal === undefined) throw new Error("no heal was offered");
    expect(check.heal.heal).toBe("H7");
    const healed = after(document, heal({ document, ends, newId: countingIds() }, check.heal));
    expect(arrows(healed, "encode-text-new1")).toEqual([
      "choose-columns.column:name_en > encode-text-new1.text",
      expect.stringMatching(/^encode-text-new1\.\w+ > fuse-gated\.features$/),
    ]);
  });
});

describe("removing", () => {
  it("joins what is left where the types fit", () => {
    const left = after(
      document,
      remove({ document, nodes: ["drop-parts"], wires: [], newId: countingIds() }),
    );
    expect(arrows(left, "fuse-gated").filter((arrow) => arrow.endsWith("fuse-gated.features"))).toHaveLength(
      2,
    );
    expect(errors(left)).toEqual([]);
  });

  it("joins nothing where they do not fit", () => {
    const nodes = ["head-classify"];
    const left = after(document, remove({ document, nodes, wires: [], newId: countingIds() }));
    expect(arrows(left, "loss-cross-entropy")).toHaveLength(1);
  });

  it("removes a wire whose node stays, once", () => {
    const [wire] = Object.keys(document.wires);
    if (wire === undefined) throw new Error("no wires");
    const left = after(document, remove({ document, nodes: [], wires: [wire], newId: countingIds() }));
    expect(Object.keys(left.wires)).toHaveLength(Object.keys(document.wires).length - 1);
  });
});

describe("the clipboard", () => {
  it("brings chosen cards with the wires between them, under new ids", () => {
    const text = copyText(document, ["fuse-gated", "head-classify"]);
    if (text === null) throw new Error("nothing was copied");
    const pasted = paste({ text, newId: countingIds() });
    if (pasted === null) throw new Error("nothing was pasted");
    const both = after(document, pasted.operation);
    expect(pasted.ids).toEqual(["fuse-gated-new1", "head-classify-new2"]);
    expect(arrows(both, "head-classify-new2")).toEqual([
      "fuse-gated-new1.fused > head-classify-new2.features",
    ]);
    expect(both.nodes["head-classify-new2"]?.params).toEqual(document.nodes["head-classify"]?.params);
  });

  it("takes no other text", () => {
    for (const text of ["", "hello", "{}", '{"nodes":{"a":1}}'])
      expect(paste({ text, newId: countingIds() })).toBeNull();
    expect(copyText(document, [])).toBeNull();
  });
});

describe("tidying", () => {
  const resolved = resolve(document, catalog);
  const views = nodeViews({ resolved, tints: tintsOf(resolved), language: "en" });

  it("moves every card and changes nothing else", () => {
    const tidied = after(document, tidy({ document, views, heights: new Map() }));
    expect(tidied.wires).toBe(document.wires);
    for (const [id, node] of Object.entries(tidied.nodes))
      expect({ ...node, position: null }).toEqual({ ...document.nodes[id], position: null });
  });

  it("leaves the room that cards take once their previews are there, however small they still are", () => {
    const tidied = after(document, tidy({ document, views, heights: new Map([["load-sample", 74]]) }));
    // As tall as they are drawn when photos, words, a curve and the state have come.
    const drawn: { readonly [id: string]: number } = {
      "load-sample": 182,
      "choose-columns": 244,
      "encode-image": 154,
      "encode-text": 175,
      "train-model": 190,
    };
    for (const [id, height] of Object.entries(drawn)) {
      const top = tidied.nodes[id]?.position;
      if (top === undefined) throw new Error(`no ${id}`);
      const below = Object.values(tidied.nodes).filter(({ position: { x, y } }) => x === top.x && y > top.y);
      for (const { position } of below) expect(position.y - top.y, id).toBeGreaterThan(height);
    }
    expect(new Set(Object.keys(drawn).map((id) => tidied.nodes[id]?.position.x)).size).toBeLessThan(5);
  });

  it("takes a card as tall as it is, where it is taller than expected", () => {
    const tidied = after(document, tidy({ document, views, heights: new Map([["encode-image", 400]]) }));
    const [image, text] = ["encode-image", "encode-text"].map((id) => tidied.nodes[id]?.position);
    expect(text?.x).toBe(image?.x);
    expect(Math.abs((text?.y ?? 0) - (image?.y ?? 0))).toBeGreaterThan(400);
  });
});
