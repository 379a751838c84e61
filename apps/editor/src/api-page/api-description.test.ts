import { describe, expect, it } from "vitest";
import { readApiDescription, schemaFields } from "./api-description.ts";

const text = { type: "string" };

describe("schemaFields", () => {
  it("names every leaf with its path, its type, and whether it must be there", () => {
    const fields = schemaFields({
      type: "object",
      required: ["inputs"],
      properties: {
        inputs: {
          type: "object",
          properties: {
            photo: {
              type: "object",
              required: ["base64"],
              properties: { base64: { ...text, contentEncoding: "base64" } },
            },
            tags: { type: "array", items: text },
          },
        },
        found: {
          type: "array",
          items: { type: "object", properties: { score: { anyOf: [{ type: "number" }, { type: "null" }] } } },
        },
      },
    });
    expect(fields.map(({ path, type, required }) => [path, type, required])).toEqual([
      ["inputs.photo.base64", "string (base64)", true],
      ["inputs.tags", "string[]", false],
      ["found[].score", "number | null", false],
    ]);
  });
});

describe("readApiDescription", () => {
  it("finds the call, an example, the reply and the refusals", () => {
    const body = (schema: object, example?: unknown) => ({
      description: "why",
      content: { "application/json": { schema, example } },
    });
    const read = readApiDescription({
      servers: [{ url: "https://shop.example" }],
      paths: {
        "/v1/endpoints/parts/predict": {
          post: {
            requestBody: body({ type: "object", properties: { text } }, { text: "…" }),
            responses: {
              "200": body({ type: "object", properties: { ms: { type: "number" } } }),
              "401": body({}),
            },
          },
        },
      },
    });
    expect(read).toMatchObject({
      url: "https://shop.example/v1/endpoints/parts/predict",
      inputs: [{ path: "text" }],
      example: { text: "…" },
      reply: [{ path: "ms" }],
      refusals: [{ status: "401", why: "why" }],
    });
  });

  it("refuses what is no description", () => {
    expect(() => readApiDescription({ error: {} })).toThrow();
  });
});
