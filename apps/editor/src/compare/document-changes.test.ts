import { buildTemplate, sampleData } from "@fuseline/nodes/templates";
import { describe, expect, it } from "vitest";
import { documentChanges } from "./document-changes.ts";

const built = buildTemplate("sort-products", { understanding: sampleData("emoji"), models: {}, seed: 0 });
if (!built.ok) throw new Error("the sample should fit");
const before = built.value.document;
const idOf = (kind: string): string =>
  Object.entries(before.nodes).find(([, node]) => node.kind === kind)?.[0] ?? "";

describe("documentChanges", () => {
  it("names the block and the setting", () => {
    const id = idOf("train-model");
    const trainer = before.nodes[id];
    if (trainer === undefined) throw new Error("no trainer");
    const after = {
      ...before,
      nodes: { ...before.nodes, [id]: { ...trainer, params: { ...trainer.params, epochs: 3 } } },
    };
    expect(documentChanges({ before, after }, "en")).toEqual([
      { what: "setting", node: "Trainer", setting: "Epochs" },
    ]);
  });

  it("does not count where a block stands", () => {
    const id = idOf("train-model");
    const trainer = before.nodes[id];
    if (trainer === undefined) throw new Error("no trainer");
    const after = { ...before, nodes: { ...before.nodes, [id]: { ...trainer, position: { x: 1, y: 2 } } } };
    expect(documentChanges({ before, after }, "en")).toEqual([]);
  });

  it("tells what came and what went", () => {
    const id = idOf("show-errors");
    const { [id]: gone, ...nodes } = before.nodes;
    expect(gone).toBeDefined();
    const without = { ...before, nodes };
    expect(documentChanges({ before, after: without }, "en")).toEqual([
      { what: "removed", node: "Error gallery" },
    ]);
    expect(documentChanges({ before: without, after: before }, "ru")[0]?.what).toBe("added");
  });
});
