import { describe, expect, it } from "vitest";
import { endpointName } from "./endpoint-name.ts";

describe("endpointName", () => {
  it.each([
    ["Sort products by photo and text", "sort-products-by-photo-and-text"],
    ["Щенки и ёжики", "schenki-i-ezhiki"],
    ["Café Nord №2", "cafe-nord-no2"],
    ["  --  ", "model"],
    ["a".repeat(80), "a".repeat(40)],
  ])("%s → %s", (words, name) => {
    expect(endpointName(words)).toBe(name);
  });
});
