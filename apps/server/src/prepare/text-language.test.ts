import { describe, expect, it } from "vitest";
import { areEnglish } from "./text-language.ts";

describe("areEnglish", () => {
  it("knows English sentences and names", () => {
    expect(areEnglish(["A dog runs through the grass.", "Two men sit on a bench"])).toBe(true);
    expect(areEnglish(["Golden Delicious", "Royal Gala"])).toBe(true);
  });

  it("knows what is not English", () => {
    for (const texts of [
      ["Красный стул", "Синий стол"],
      ["Ein Hund läuft über die Wiese", "Das ist eine Bank"],
      ["Un perro corre por el campo con una pelota"],
      ["Der Hund und die Katze sind im Haus von Anna"],
      ["12 345", "—"],
      [],
    ]) {
      expect(areEnglish(texts), texts.join(" / ")).toBe(false);
    }
  });
});
