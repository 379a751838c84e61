import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import type { ServeRecord } from "../serving/serve-record.ts";
import { openapi } from "./openapi.ts";

const input = { several: false, required: true };
const classes: ServeRecord = {
  manifest: "secret-manifest",
  index: null,
  inputs: [
    { ...input, name: "photo", column: "photo", modality: "image" },
    { ...input, name: "note", column: "note", modality: "text", required: false },
    { ...input, name: "area", column: "area", modality: "number", required: false },
  ],
  output: { task: "classes", column: "category", labels: ["a", "b", "1"] },
};
const value: ServeRecord = {
  ...classes,
  inputs: [{ ...input, name: "photos", column: "photos", modality: "image", several: true }],
  output: { task: "value", names: ["price"] },
};
const search: ServeRecord = {
  manifest: "secret-manifest",
  index: "secret-index",
  inputs: [
    { ...input, name: "photo", column: "image", modality: "image", required: false },
    { ...input, name: "text", column: "title", modality: "text", required: false },
  ],
  output: { task: "search", columns: [{ name: "image", modality: "image", several: false }], count: 5 },
};
const described = openapi(
  [
    { name: "sort", version: 3, serve: classes },
    { name: "price-home", version: 1, serve: value },
    { name: "find", version: 2, serve: search },
  ],
  { server: "http://127.0.0.1:4680", language: "en" },
);

describe("openapi", () => {
  it("is valid by the specification, with endpoints of every kind and with none", async () => {
    for (const document of [described, openapi([], { server: "https://shop.example", language: "ru" })]) {
      const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
      expect(result.errors).toBeUndefined();
      expect(result.valid).toBe(true);
    }
  });

  it("describes every endpoint and nothing internal", () => {
    const text = JSON.stringify(described);
    expect(Object.keys(described.paths as object)).toEqual([
      "/v1/endpoints/sort/predict",
      "/v1/endpoints/price-home/predict",
      "/v1/endpoints/find/predict",
    ]);
    expect(text).not.toMatch(/secret|trpc|candidate|uploads|\$schema/);
    expect(text).toContain('"required":["photo"]');
  });

  it("tells people what it describes in their language, with the same names for programs", () => {
    const endpoints = [{ name: "sort", version: 3, serve: classes }];
    const russian = openapi(endpoints, { server: "http://127.0.0.1:4680", language: "ru" });
    const said = (document: object, found: string[] = []): readonly string[] => {
      for (const [key, value] of Object.entries(document)) {
        if (typeof value === "object" && value !== null) said(value, found);
        else if (["title", "summary", "description"].includes(key)) found.push(String(value));
      }
      return found;
    };
    expect(said(russian).length).toBeGreaterThan(8);
    for (const words of said(russian)) expect(words).toMatch(/[а-я]/);
    for (const words of said(openapi(endpoints, { server: "", language: "en" })))
      expect(words).not.toMatch(/[а-я]/);
  });
});
