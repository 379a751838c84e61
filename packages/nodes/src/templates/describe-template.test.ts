import { describe, expect, it } from "vitest";
import { allTemplates, describeTemplate, templateFor } from "./describe-template.ts";
import { TEMPLATE_IDS } from "./template.ts";

describe("templates", () => {
  it("are described in both languages, in the order of their ids", () => {
    expect(allTemplates().map(({ id }) => id)).toEqual([...TEMPLATE_IDS]);
    for (const { title, summary } of allTemplates()) {
      for (const { en, ru } of [title, summary]) {
        expect(en).not.toMatch(/[а-я]/i);
        expect(ru).toMatch(/[а-я]/i);
      }
    }
    expect(describeTemplate("price-home")?.modalities).toContain("number");
    expect(describeTemplate("price-boat")).toBeUndefined();
  });

  it("are found by what a person has and wants", () => {
    expect(templateFor(["image", "text"], "choose-class")).toBe("sort-products");
    expect(templateFor(["number"], "choose-class")).toBe("sort-products");
    expect(templateFor(["image", "text"], "find")).toBe("find-pictures");
    expect(templateFor(["image", "number"], "predict-number")).toBe("price-home");
    expect(templateFor(["image"], "find")).toBeUndefined();
    expect(templateFor(["audio"], "choose-class")).toBeUndefined();
  });
});
