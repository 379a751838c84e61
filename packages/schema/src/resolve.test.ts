import { describe, expect, it } from "vitest";
import { resolve } from "./resolve.ts";
import { draw, sortProducts } from "./testing/draw.ts";
import { testCatalog } from "./testing/test-catalog.ts";

const codes = (document: typeof sortProducts) =>
  resolve(document, testCatalog).issues.map(({ code, at }) => [code, at.node, at.port ?? at.param]);
const states = (document: typeof sortProducts) =>
  Object.fromEntries(Object.values(resolve(document, testCatalog).nodes).map(({ id, state }) => [id, state]));

describe("resolve", () => {
  it("types every port of a sound document", () => {
    const { nodes, issues, order } = resolve(sortProducts, testCatalog);
    expect(issues).toEqual([]);
    expect(nodes.fuse?.outputs.fused).toMatchObject({ kind: "embedding", dims: ["B", 64], rows: "choose" });
    expect(nodes.image?.inputs.column).toMatchObject([
      { source: { node: "choose", transforms: [{ node: "augment" }] } },
    ]);
    for (const { from, to } of Object.values(sortProducts.wires)) {
      expect(order.indexOf(from.node)).toBeLessThan(order.indexOf(to.node));
    }
  });

  it("reports a broken node once and greys what follows", () => {
    const document = draw({ a: "load", b: "split", c: "choose" }, ["b.data > c.data"]);
    expect(codes(document)).toEqual([["input-missing", "b", "data"]]);
    expect(states(document)).toEqual({ a: "ok", b: "broken", c: "blocked" });
  });

  it("still knows types behind a broken node", () => {
    const document = draw({ b: "split", c: "choose" }, ["b.data > c.data"]);
    expect(resolve(document, testCatalog).nodes.c?.outputs.photo).toMatchObject({
      kind: "column",
      modality: "image",
    });
  });

  it.each([
    ["kind-unknown", draw({ a: "teleport" }, []), "a", undefined],
    ["kind-unknown", draw({ a: "constructor" }, []), "a", undefined],
    ["param-invalid", draw({ a: ["load", { header: -1 }] }, []), "a", "header"],
    ["param-unknown", draw({ a: ["load", { headr: 1 }] }, []), "a", "headr"],
    ["port-missing", draw({ a: "load", b: "split" }, ["a.data > b.data", "a.data > b.rows"]), "b", "rows"],
    ["port-missing", draw({ a: "load", b: "split" }, ["a.rows > b.data"]), "b", "data"],
    [
      "port-taken",
      draw({ a: "load", c: "load", b: "split" }, ["a.data > b.data", "c.data > b.data"]),
      "b",
      "data",
    ],
    ["port-type-mismatch", draw({ a: "load", b: "encode-text" }, ["a.data > b.column"]), "b", "column"],
  ])("finds %s", (code, document, node, place) => {
    expect(codes(document)).toEqual([[code, node, place]]);
  });

  it("says what was given and what was wanted, in both languages", () => {
    const [found] = resolve(draw({ a: "load", b: "encode-text" }, ["a.data > b.column"]), testCatalog).issues;
    expect(found?.facts).toMatchObject({
      given: { en: "a table of rows" },
      accepted: { ru: "столбец (тексты)" },
    });
  });

  it("finds widths that do not meet, unless one of them is unknown", () => {
    const base = { load: "load", choose: "choose", i: "encode-image", t: "encode-text", f: "fuse" };
    const wires = ["load.data > choose.data", "choose.photo > i.column", "choose.description > t.column"];
    expect(codes(draw(base, [...wires, "i.embedding > f.features", "t.embedding > f.features"]))).toEqual([
      ["shape-mismatch", "f", "features"],
    ]);
  });

  it("finds rows of different tables, by name", () => {
    const document = draw(
      { a: "load", b: "load", ca: "choose", cb: "choose", ta: "encode-text", tb: "encode-text", f: "fuse" },
      [
        "a.data > ca.data",
        "b.data > cb.data",
        "ca.description > ta.column",
        "cb.description > tb.column",
        "ta.embedding > f.features",
        "tb.embedding > f.features",
      ],
    );
    const { issues } = resolve(document, testCatalog);
    expect(issues).toMatchObject([
      { code: "rows-differ", at: { node: "f" }, facts: { first: { en: "Choose" } } },
    ]);
  });

  it("reports a circle on its nodes and lets the rest wait", () => {
    const document = draw({ a: "project", b: "project", c: "project", d: "load" }, [
      "a.features > b.features",
      "b.features > a.features",
      "b.features > c.features",
    ]);
    expect(codes(document)).toEqual([
      ["cycle", "a", undefined],
      ["cycle", "b", undefined],
    ]);
    expect(states(document)).toEqual({ a: "broken", b: "broken", c: "blocked", d: "ok" });
  });

  it("warns of parts that no training reaches", () => {
    const aside = draw({ ...{ extra: "encode-text" } }, []).nodes;
    const document = {
      ...sortProducts,
      nodes: { ...sortProducts.nodes, ...aside },
      wires: {
        ...sortProducts.wires,
        extra: {
          from: { node: "choose", port: "description" },
          to: { node: "extra", port: "column" },
          order: 99,
        },
      },
    };
    expect(resolve(document, testCatalog).issues).toMatchObject([
      { code: "no-path-to-loss", severity: "warning", at: { node: "extra" } },
    ]);
    expect(states(document).extra).toBe("ok");
  });

  it("gives hidden parameters their defaults", () => {
    const document = draw({ a: "load", b: ["split", { method: "random", group: "price" }] }, [
      "a.data > b.data",
    ]);
    expect(resolve(document, testCatalog).nodes.b?.params.group).toBeNull();
  });
});
