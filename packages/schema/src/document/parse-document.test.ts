import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { migrateNodes } from "../migrate-node.ts";
import { draw, sortProducts } from "../testing/draw.ts";
import { testCatalog } from "../testing/test-catalog.ts";
import { DOCUMENT_VERSION, type DocumentFormat, migrateDocument } from "./migrate-document.ts";
import { emptyDocument, parseDocument, readDocument, writeDocument } from "./parse-document.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

describe("documents of every version", () => {
  const fixtures = readdirSync(FIXTURES);

  it.each(fixtures)("%s opens", (name) => {
    const opened = readDocument(readFileSync(join(FIXTURES, name), "utf8"));
    expect(opened).toMatchObject({ ok: true, value: { version: DOCUMENT_VERSION } });
  });

  it("have a fixture each", () => {
    for (let version = 1; version <= DOCUMENT_VERSION; version += 1) {
      expect(fixtures.filter((name) => name.startsWith(`v${version}-`)).length).toBeGreaterThan(0);
    }
  });
});

describe("migrateDocument", () => {
  const format: DocumentFormat = {
    version: 3,
    migrations: {
      1: ({ title = "", ...rest }) => ({ ...rest, name: title }),
      2: (document) => ({ ...document, seed: 0 }),
    },
  };
  it("takes every step in order", () => {
    expect(migrateDocument({ version: 1, title: "old" }, format)).toEqual({
      ok: true,
      value: { version: 3, name: "old", seed: 0 },
    });
  });
  it.each([
    [{ version: 4 }, "document-newer"],
    [{ version: "1" }, "document-invalid"],
    [{}, "document-invalid"],
    [{ version: 0 }, "document-invalid"],
  ])("refuses %j with %s", (document, code) => {
    expect(migrateDocument(document, format)).toMatchObject({ issues: [{ code }] });
  });
});

describe("migrateNodes", () => {
  it("brings parameters up to the catalog's version", () => {
    const old = draw({ a: ["load", { headerRow: 2 }] }, []);
    const node = old.nodes.a;
    if (node === undefined) throw new Error("a");
    const migrated = migrateNodes({ ...old, nodes: { a: { ...node, version: 1 } } }, testCatalog);
    expect(migrated.nodes.a).toMatchObject({ version: 2, params: { header: 2 } });
  });
});

describe("parseDocument", () => {
  it("reads what was written", () => {
    expect(readDocument(writeDocument(sortProducts))).toEqual({ ok: true, value: sortProducts });
    expect(parseDocument(emptyDocument("n", 3))).toMatchObject({ ok: true, value: { name: "n", seed: 3 } });
  });

  const place = { x: 0, y: 0 };
  const node = { kind: "load", version: 1, params: {}, position: place };
  const broken: [string, object, string][] = [
    ["another format", { format: "other" }, "document-invalid"],
    ["an unknown member", { extra: 1 }, "document-invalid"],
    ["no name", { name: "" }, "document-invalid"],
    ["a fractional seed", { seed: 0.5 }, "document-invalid"],
    ["a node id that is a path", { nodes: { "../x": node } }, "document-invalid"],
    ["a node with an unknown member", { nodes: { a: { ...node, run: 1 } } }, "document-invalid"],
    [
      "a position that is not finite",
      { nodes: { a: { ...node, position: { x: Number.NaN, y: 0 } } } },
      "document-invalid",
    ],
    ["a wire without an end", { nodes: { a: node }, wires: { w: wire("a", "b") } }, "node-missing"],
    [
      "the same wire twice",
      { nodes: { a: node, b: node }, wires: { w: wire("a", "b"), x: wire("a", "b") } },
      "wire-duplicate",
    ],
    ["a circle", { nodes: { a: node, b: node }, wires: { w: wire("a", "b"), x: wire("b", "a") } }, "cycle"],
    ["a newer format", { version: 99 }, "document-newer"],
    [
      "too many nodes",
      { nodes: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`n${i}`, node])) },
      "document-invalid",
    ],
  ];
  it.each(broken)("refuses %s", (_, change, code) => {
    expect(parseDocument({ ...emptyDocument("n", 1), ...change })).toMatchObject({
      ok: false,
      issues: [{ code }],
    });
  });

  it("names the place inside a node", () => {
    const refusal = parseDocument({ ...emptyDocument("n", 1), nodes: { a: { ...node, title: 5 } } });
    expect(refusal).toMatchObject({
      issues: [{ at: { node: "a" }, facts: { path: "nodes.a.title", problem: "type" } }],
    });
  });

  it("refuses keys that reach the prototype", () => {
    expect(
      readDocument(
        '{"format":"fuseline/pipeline","version":1,"name":"n","seed":1,"nodes":{"__proto__":{}},"wires":{}}',
      ).ok,
    ).toBe(false);
  });

  it("never throws, whatever it is given", () => {
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], null);
    expect(parseDocument(deep).ok).toBe(false);
    const hostile = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
    });
    fc.assert(
      fc.property(hostile, (value) => {
        expect(parseDocument(value).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readDocument(text).ok).toBe(false);
      }),
    );
    const keys = fc.constantFrom(...Object.keys(emptyDocument("n", 1)));
    fc.assert(
      fc.property(keys, fc.anything(), (key, value) => {
        const result = parseDocument({ ...sortProducts, [key]: value });
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
    );
  });
});

function wire(from: string, to: string): object {
  return { from: { node: from, port: "data" }, to: { node: to, port: "data" }, order: 0 };
}
