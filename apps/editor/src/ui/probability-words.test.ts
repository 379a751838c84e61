import { describe, expect, it } from "vitest";
import { probabilityWords } from "./probability-words.ts";

describe("probabilityWords", () => {
  it.each([
    [0.8, "0.80", "0,80"],
    [0.994, "0.99", "0,99"],
    [0.9999, "> 0.99", "> 0,99"],
    [1, "> 0.99", "> 0,99"],
    [0.005, "0.01", "0,01"],
    [0.0001, "< 0.01", "< 0,01"],
    [0, "< 0.01", "< 0,01"],
  ])("%d", (probability, en, ru) => {
    expect(probabilityWords(probability, "en")).toBe(en);
    expect(probabilityWords(probability, "ru")).toBe(ru);
  });
});
