/** What a column holds is guessed from its name and cells; each guess has its sentence. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessColumn } from "./guess-column.ts";
import { parseDate } from "./parse-date.ts";
import { findDecimal, parseNumber } from "./parse-number.ts";
import type { RawCell } from "./raw-table.ts";

function guess(name: string, cells: readonly RawCell[]) {
  const reading = guessColumn(name, cells);
  return {
    modality: reading.modality,
    several: reading.several,
    values: cells.map(reading.read),
    reason: reading.reason.en,
  };
}
const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

describe("numbers", () => {
  it.each([
    [
      ["1,5", "2,25", "1 200,75"],
      [1.5, 2.25, 1200.75],
    ],
    [
      ["1.5", "2.25", "1,200.75"],
      [1.5, 2.25, 1200.75],
    ],
    [
      ["1 200", "15\u00a0000", "7"],
      [1200, 15000, 7],
    ],
    [
      ["1,234", "5,678", "12"],
      [1234, 5678, 12],
    ],
    [
      ["0,125", "0,250", "1,500"],
      [0.125, 0.25, 1.5],
    ],
    [
      ["1.234.567", "89.000", "5"],
      [1234567, 89000, 5],
    ],
    [
      ["-3", "−4", "+5e2"],
      [-3, -4, 500],
    ],
    [
      ["1 200 руб.", "$99.5", "15 ₽"],
      [1200, 99.5, 15],
    ],
  ])("reads %j", (cells, wanted) => {
    expect(guess("value", cells)).toMatchObject({ modality: "number", values: wanted });
  });

  it("keeps a number column with a few blanks and one bad cell", () => {
    const { modality, values } = guess("age", [...many(40, (i) => String(i)), "n/a", "—", "unknown"]);
    expect([modality, values.slice(40)]).toEqual(["number", [null, null, null]]);
  });

  it("is text when fewer than 95 % are numbers", () => {
    expect(guess("age", [...many(17, (i) => String(i)), "a", "b"]).modality).toBe("text");
  });

  it("never gives anything but a finite number for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,- e+'$ ") }), (text) => {
        const value = parseNumber(text, findDecimal([text]));
        return value === null || Number.isFinite(value);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value), ".")).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("codes and classes", () => {
  it.each(["zip", "ZIP code", "postcode", "product_id", "id", "Индекс", "код товара", "Артикул"])(
    "takes digits under “%s” for names",
    (name) => {
      expect(guess(name, ["85255", "36372", "10001"])).toMatchObject({
        modality: "category",
        values: ["85255", "36372", "10001"],
      });
    },
  );
  it("takes leading zeros for a code, but not a plain 0 or 0.5", () => {
    expect(guess("part", ["0012", "0345", "9999"]).modality).toBe("category");
    expect(guess("part", ["0", "0.5", "12"]).modality).toBe("number");
  });
  it("does not take “idea” or “width” for codes", () => {
    expect(guess("idea score", ["1", "2"]).modality).toBe("number");
    expect(guess("valid", ["1", "2"]).modality).toBe("number");
  });
  it("takes small whole numbers under “label” for classes, under “bedrooms” for numbers", () => {
    const digits = many(100, (i) => String(i % 10));
    expect(guess("label", digits).modality).toBe("category");
    expect(guess("bedrooms", digits).modality).toBe("number");
  });
});

describe("dates", () => {
  it.each([
    [
      ["2024-03-05", "2024-12-31T14:30:00Z"],
      ["2024-03-05", "2024-12-31T14:30:00"],
    ],
    [
      ["05.03.2024", "31.12.2024"],
      ["2024-03-05", "2024-12-31"],
    ],
    [
      ["03/05/2024", "12/31/2024"],
      ["2024-03-05", "2024-12-31"],
    ],
    [
      ["5/3/24", "31/12/24 9:05"],
      ["2024-03-05", "2024-12-31T09:05:00"],
    ],
    [
      ["3/5/2024 1:05 pm", "12/31/2024 12:00 AM"],
      ["2024-03-05T13:05:00", "2024-12-31T00:00:00"],
    ],
  ])("reads %j with one order for the whole column", (cells, wanted) => {
    expect(guess("when", cells)).toMatchObject({ modality: "date", values: wanted });
  });
  it("refuses days that do not exist", () => {
    expect(parseDate("31.02.2024", "day-first")).toBeNull();
    expect(parseDate("2023-02-29", "day-first")).toBeNull();
    expect(parseDate("2024-02-29", "day-first")).toBe("2024-02-29");
    expect(parseDate("25:00", "day-first")).toBeNull();
  });
});

describe("the rest", () => {
  it("knows yes and no in two languages", () => {
    expect(guess("ok", ["да", "Нет", "ДА"])).toMatchObject({
      modality: "boolean",
      values: [true, false, true],
    });
    expect(guess("ok", ["yes", "no"]).modality).toBe("boolean");
    expect(guess("ok", [true, false]).modality).toBe("boolean");
  });
  it("knows pictures, sounds and lists of pictures", () => {
    expect(guess("f", ["a.jpg", "dir\\b.JPEG", "https://x.org/c.png?size=2"])).toMatchObject({
      modality: "image",
      several: false,
    });
    expect(guess("f", ["a.wav", "b.mp3"]).modality).toBe("audio");
    expect(guess("f", ["a.jpg; b.jpg", "c.jpg"])).toMatchObject({
      modality: "image",
      several: true,
      values: [["a.jpg", "b.jpg"], ["c.jpg"]],
    });
  });
  it("knows labels that repeat, but not prose with semicolons", () => {
    const labels = many(30, (i) => ["red; round", "red", "round; soft"][i % 3] ?? "");
    expect(guess("tags", labels)).toMatchObject({ modality: "labels", several: true });
    expect(
      guess(
        "tags",
        many(30, (i) => `First ${i} thing; then ${i * 7} another`),
      ).modality,
    ).toBe("text");
  });
  it("knows categories by few values, and texts that repeat by their length", () => {
    expect(
      guess(
        "kind",
        many(100, (i) => `kind ${i % 20}`),
      ).modality,
    ).toBe("category");
    expect(
      guess(
        "kind",
        many(30, (i) => `kind ${i}`),
      ).modality,
    ).toBe("text");
    expect(
      guess(
        "kind",
        many(4000, (i) => `kind ${i % 180}`),
      ).modality,
    ).toBe("category");
    expect(
      guess(
        "q",
        many(100, (i) => `what is the colour of shape ${i % 5}`),
      ).modality,
    ).toBe("text");
  });
  it("takes an empty column for text and says so", () => {
    expect(guess("x", ["", null, ""])).toMatchObject({
      modality: "text",
      values: [null, null, null],
      reason: "every cell is empty",
    });
  });
});
