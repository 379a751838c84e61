import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../canonical.ts";
import type { PipelineDocument } from "../document/document.ts";
import { emptyDocument, parseDocument, readDocument, writeDocument } from "../document/parse-document.ts";
import type { Json } from "../json.ts";
import { draw, sortProducts } from "../testing/draw.ts";
import { applyOperation } from "./apply-operation.ts";
import { append, historyOf, type LogEntry, reversal } from "./history.ts";
import { type Operation, parseOperation } from "./operation.ts";
import { rebase } from "./rebase.ts";

const nodeId = fc.constantFrom("a", "b", "c", "d", "e", "constructor");
const wireId = fc.constantFrom("u", "v", "w", "x", "y", "toString");
const port = fc.constantFrom("in", "out");
const json = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => !JSON.stringify(value).includes("__proto__"))
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);
const node = fc.record({
  kind: fc.constantFrom("load", "project"),
  version: fc.constant(1),
  params: fc.dictionary(fc.constantFrom("width", "name"), json),
  position: fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }),
});
const endpoint = fc.record({ node: nodeId, port });
const wire = fc.record({ from: endpoint, to: endpoint, order: fc.nat(9) });
const single: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant("add-node" as const), id: nodeId, node }) },
  fc.record({ op: fc.constant("remove-node" as const), id: nodeId }),
  fc.record({
    op: fc.constant("set-param" as const),
    id: nodeId,
    name: fc.constantFrom("width", "name"),
    value: json,
  }),
  fc.record({ op: fc.constant("unset-param" as const), id: nodeId, name: fc.constantFrom("width", "name") }),
  fc.record({ op: fc.constant("set-title" as const), id: nodeId, title: fc.constantFrom(null, "A", "B") }),
  fc.record({
    op: fc.constant("move-node" as const),
    id: nodeId,
    position: fc.record({ x: fc.nat(9), y: fc.nat(9) }),
  }),
  { weight: 5, arbitrary: fc.record({ op: fc.constant("add-wire" as const), id: wireId, wire }) },
  fc.record({ op: fc.constant("remove-wire" as const), id: wireId }),
  fc.record({ op: fc.constant("order-wire" as const), id: wireId, order: fc.nat(9) }),
  fc.record({ op: fc.constant("set-name" as const), name: fc.constantFrom("one", "two") }),
  fc.record({ op: fc.constant("set-seed" as const), seed: fc.nat(9) }),
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: single },
  fc.record({ op: fc.constant("batch" as const), operations: fc.array(single, { maxLength: 4 }) }),
);
const operations = fc.array(operation, { maxLength: 40 });

const start = emptyDocument("start", 1);
const same = (a: PipelineDocument, b: PipelineDocument) =>
  expect(canonicalJson(a as never)).toBe(canonicalJson(b as never));

describe("any sequence of operations", () => {
  it("keeps the document valid, is undone exactly, and survives saving", () => {
    fc.assert(
      fc.property(operations, (list) => {
        const versions = [start];
        const inverses: Operation[] = [];
        for (const each of list) {
          const current = versions.at(-1) ?? start;
          const before = canonicalJson(current as never);
          const applied = applyOperation(current, each);
          expect(canonicalJson(current as never)).toBe(before);
          if (!applied.ok) continue;
          versions.push(applied.value.document);
          inverses.push(applied.value.inverse);
          expect(parseDocument(applied.value.document)).toEqual({ ok: true, value: applied.value.document });
          expect(readDocument(writeDocument(applied.value.document))).toEqual({
            ok: true,
            value: applied.value.document,
          });
          expect(parseOperation(JSON.parse(JSON.stringify(applied.value.inverse)))).toMatchObject({
            ok: true,
          });
        }
        for (
          let current = versions.pop();
          versions.length > 0 && current !== undefined;
          current = versions.pop()
        ) {
          const inverse = inverses.pop();
          if (inverse === undefined) throw new Error("an inverse is missing");
          const undone = applyOperation(current, inverse);
          if (!undone.ok) throw new Error(JSON.stringify(undone.issues));
          same(undone.value.document, versions.at(-1) ?? start);
          expect(rebase(current, inverse).dropped).toEqual([]);
        }
      }),
    );
  });
});

class Tabs {
  document = start;
  readonly log: LogEntry[] = [];
  do(author: string, change: Operation, reverses?: string): void {
    const draft = { id: String(this.log.length), author, at: this.log.length, operation: change };
    const { document, entry } = append(
      this.document,
      reverses === undefined ? draft : { ...draft, reverses },
    );
    this.document = document;
    this.log.push(entry);
  }
  step(author: string, direction: "undo" | "redo"): boolean {
    const draft = reversal(this.log, author, direction);
    if (draft !== null) this.do(author, draft.operation, draft.reverses);
    return draft !== null;
  }
}

const author = fc.constantFrom("left", "right");
const gesture = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(author, operation) },
  fc.tuple(author, fc.constantFrom("undo" as const, "redo" as const)),
);

describe("two tabs", () => {
  it("keep the document valid whatever they do, undo and redo, and the log replays to it", () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 40 }), (gestures) => {
        const tabs = new Tabs();
        for (const [who, what] of gestures) {
          if (typeof what === "string") tabs.step(who, what);
          else tabs.do(who, what);
          expect(parseDocument(tabs.document).ok).toBe(true);
        }
        const replayed = tabs.log.reduce((document, entry) => {
          const applied = applyOperation(document, entry.operation);
          if (!applied.ok) throw new Error("the log does not replay");
          return applied.value.document;
        }, start);
        same(replayed, tabs.document);
      }),
    );
  });

  it("return to the start when everything is undone from the newest on", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(author, operation), { maxLength: 30 }), (gestures) => {
        const tabs = new Tabs();
        for (const [who, what] of gestures) tabs.do(who, what);
        for (const [who] of [...gestures].reverse()) tabs.step(who, "undo");
        same(tabs.document, start);
        expect(historyOf(tabs.log, "left").undo).toEqual([]);
      }),
    );
  });

  it("undo only their own: what the other did apart from it stays", () => {
    const apart = fc
      .array(fc.tuple(author, operation), { maxLength: 30 })
      .map((list) =>
        list.flatMap(([who, what]): [string, Operation][] =>
          touchesAll(what) ? [] : [[who, prefixed(what, who)]],
        ),
      );
    fc.assert(
      fc.property(apart, (gestures) => {
        const [both, alone] = [new Tabs(), new Tabs()];
        for (const [who, what] of gestures) {
          both.do(who, what);
          if (who === "right") alone.do(who, what);
        }
        while (both.step("left", "undo"));
        same(both.document, alone.document);
      }),
    );
  });

  it("redo what was undone, back to the same document", () => {
    fc.assert(
      fc.property(operations, fc.nat(40), (list, steps) => {
        const tabs = new Tabs();
        for (const each of list) tabs.do("left", each);
        const before = tabs.document;
        let undone = 0;
        while (undone < steps && tabs.step("left", "undo")) undone += 1;
        for (let step = 0; step < undone; step += 1) tabs.step("left", "redo");
        same(tabs.document, before);
        expect(historyOf(tabs.log, "left").redo).toEqual([]);
      }),
    );
  });

  it("do not take back what the other has changed since", () => {
    const tabs = new Tabs();
    const set = (value: number): Operation => ({ op: "set-param", id: "a", name: "width", value });
    tabs.do("left", {
      op: "add-node",
      id: "a",
      node: { kind: "project", version: 1, params: {}, position: { x: 0, y: 0 } },
    });
    tabs.do("left", set(16));
    tabs.do("right", set(32));
    tabs.step("left", "undo");
    expect(tabs.document.nodes.a?.params).toEqual({ width: 32 });
  });

  it("restore a removed node with the wires that still have both ends", () => {
    const tabs = new Tabs();
    tabs.document = sortProducts;
    tabs.do("left", { op: "remove-node", id: "fuse" });
    expect(Object.keys(tabs.document.wires)).toHaveLength(11);
    tabs.do("right", { op: "remove-node", id: "text" });
    tabs.step("left", "undo");
    expect(tabs.document.nodes.fuse).toEqual(sortProducts.nodes.fuse);
    expect(Object.keys(tabs.document.wires).sort()).toEqual(
      Object.keys(sortProducts.wires)
        .filter((id) => id !== "w5" && id !== "w7")
        .sort(),
    );
  });
});

describe("applyOperation refuses", () => {
  const document = draw({ a: "load", b: "split" }, ["a.data > b.data"]);
  const add = (from: string, to: string): Operation => ({
    op: "add-wire",
    id: "new",
    wire: { from: { node: from, port: "data" }, to: { node: to, port: "data" }, order: 1 },
  });
  it.each<[string, Operation]>([
    ["node-missing", { op: "remove-node", id: "z" }],
    ["node-missing", { op: "set-title", id: "constructor", title: "A" }],
    ["node-missing", add("a", "z")],
    ["wire-duplicate", add("a", "b")],
    ["cycle", add("b", "a")],
    ["cycle", add("a", "a")],
    ["wire-missing", { op: "remove-wire", id: "z" }],
    [
      "node-missing",
      {
        op: "batch",
        operations: [
          { op: "set-name", name: "x" },
          { op: "remove-node", id: "z" },
        ],
      },
    ],
  ])("%s: %j", (code, what) => {
    expect(applyOperation(document, what)).toMatchObject({ ok: false, issues: [{ code }] });
  });
});

/** Node and wire ids of one author never meet those of the other. */
function prefixed(what: Operation, who: string): Operation {
  return JSON.parse(JSON.stringify(what), (key, value: unknown) =>
    key === "id" || key === "node" ? (typeof value === "string" ? `${who}-${value}` : value) : value,
  ) as Operation;
}

function touchesAll(what: Operation): boolean {
  return (
    what.op === "set-name" ||
    what.op === "set-seed" ||
    (what.op === "batch" && what.operations.some(touchesAll))
  );
}
