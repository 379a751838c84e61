import { type DataUnderstanding, sampleData } from "@fuseline/nodes/templates";
import { describe, expect, it } from "vitest";
import { likelyTemplate, preview, withRole } from "./wishes.ts";

const models = { image: null, text: null };
const words = { en: "", ru: "" };
const column = (name: string, modality: DataUnderstanding["columns"][number]["modality"]) => ({
  name,
  modality,
  several: false,
  distinct: 9,
  missing: 0,
  reason: words,
});
const data = (target: string | null, ...columns: DataUnderstanding["columns"]): DataUnderstanding => ({
  ...sampleData("emoji"),
  columns,
  target: target === null ? null : { column: target, reason: words },
});

describe("likelyTemplate", () => {
  it("sorts when the answer is a category, predicts when it is a number, else finds", () => {
    const photo = column("photo", "image");
    const name = column("name", "text");
    expect(likelyTemplate(data("kind", photo, column("kind", "category")))).toBe("sort-products");
    expect(likelyTemplate(data("price", photo, column("price", "number")))).toBe("price-home");
    expect(likelyTemplate(data(null, photo, name))).toBe("find-pictures");
  });
});

describe("preview", () => {
  it("tells every column's role and says why in sentences", () => {
    const seen = preview(sampleData("emoji"), { template: "sort-products", models });
    if (!seen.ok) throw new Error("the sample should fit");
    expect(Object.values(seen.roles).filter((role) => role === "target")).toHaveLength(1);
    expect(seen.explanation.length).toBeGreaterThan(2);
  });

  it("gives the issues of a choice that cannot work", () => {
    const seen = preview(sampleData("emoji"), { template: "sort-products", target: "none", models });
    expect(seen.ok ? [] : seen.issues.map(({ code }) => code)).toEqual(["target-missing"]);
  });
});

describe("withRole", () => {
  const roles = { photo: "input", name: "unused", kind: "target" } as const;
  it("adds and takes away what is learnt from", () => {
    expect(withRole(roles, "name", "input")).toEqual({ target: "kind", inputs: ["photo", "name"] });
    expect(withRole(roles, "photo", "unused")).toEqual({ target: "kind", inputs: [] });
  });
  it("has one answer", () => {
    expect(withRole(roles, "name", "target")).toEqual({ target: "name", inputs: ["photo"] });
  });
});
