import { sampleData } from "@fuseline/nodes/templates";
import { describe, expect, it } from "vitest";
import { defaultModels, type ReadyModel } from "./default-models.ts";

const reader = (hub: string, languages: readonly string[]): ReadyModel =>
  ({
    hub,
    revision: "main",
    modality: "text",
    installed: true,
    tier: "good",
    languages,
  }) as unknown as ReadyModel;
const understanding = sampleData("emoji");
const understood = (examples: { readonly [column: string]: readonly string[] }) => ({
  understanding,
  examples,
  issues: [],
  details: null,
  pictures: {},
});

describe("defaultModels", () => {
  const english = [reader("small/english", ["en"])];

  it("takes a model for English though a column that is not read is in Russian", () => {
    const data = understood({ name_en: ["slice of pizza"], name_ru: ["кусок пиццы"] });
    expect(defaultModels(english, data, "sort-products").text?.hub).toBe("small/english");
  });

  it("takes none where the column that is read is in Russian", () => {
    const data = understood({ name_en: ["кусок пиццы"] });
    expect(defaultModels(english, data, "sort-products").text).toBeNull();
    expect(defaultModels([reader("any/language", ["en", "ru"])], data, "sort-products").text?.hub).toBe(
      "any/language",
    );
  });
});
