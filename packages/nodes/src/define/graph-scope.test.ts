import { issue, UserError } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { onCanvas, scopeOf } from "./graph-scope.ts";

const part = (node: string, key: string) => ({
  node,
  key,
  kind: "project",
  version: 1,
  params: {},
  inputs: {},
  sources: {},
});
const PARTS = [part("left", "a".repeat(64)), part("right", "b".repeat(64))];

describe("errors of a graph", () => {
  it("find the node on the canvas whose scope they name", () => {
    const error = new UserError(issue("out-of-memory", { node: "b".repeat(12) }, { batch: 512 }));
    expect(onCanvas(error, PARTS)).toMatchObject({ issue: { at: { node: "right" }, facts: { batch: 512 } } });
    expect(scopeOf(PARTS[1] ?? { key: "" })).toBe("b".repeat(12));
  });

  it("stay as they are where no part is meant", () => {
    const placed = new UserError(issue("out-of-memory", { node: "elsewhere" }, { batch: 1 }));
    const defect = new Error("ours");
    expect(onCanvas(placed, PARTS)).toBe(placed);
    expect(onCanvas(defect, PARTS)).toBe(defect);
  });
});
