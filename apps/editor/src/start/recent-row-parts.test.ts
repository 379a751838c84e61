import { buildTemplate, sampleData } from "@fuseline/nodes/templates";
import { describe, expect, it } from "vitest";
import { inputModalities, rowsStep } from "./recent-row-parts.ts";

const built = buildTemplate("sort-products", { understanding: sampleData("emoji"), models: {}, seed: 0 });
if (!built.ok) throw new Error("the sample should fit");
const { document } = built.value;

describe("inputModalities", () => {
  it("names each kind of data once, photos first", () => {
    expect(inputModalities(document)).toEqual(["image", "text"]);
    expect(inputModalities({ ...document, nodes: {} })).toEqual([]);
  });
});

describe("rowsStep", () => {
  it("finds the step that chose the columns", () => {
    const steps = [
      { step: "encode", key: "a" },
      { step: "node", key: "b", kind: "choose-columns" },
    ];
    expect(rowsStep({ steps })).toBe("b");
    expect(rowsStep({ steps: [] })).toBeNull();
    expect(rowsStep(null)).toBeNull();
  });
});
