import { describe, expect, it } from "vitest";
import { ISSUE_CODES, messageOf } from "./table.ts";

/** Facts that answer to every name with something of the right kind, so that all messages can be made. */
const facts = new Proxy({} as { [name: string]: never }, {
  get: (_, name) =>
    (/s$|^(known|examples|needed)$/.test(String(name)) && name !== "heads"
      ? LISTS[String(name)]
      : WORDS[String(name)]) as never,
});
const LISTS: { [name: string]: unknown } = new Proxy(
  {},
  { get: (_, name) => (["rows", "columns"].includes(String(name)) ? 3 : ["x", "y"]) },
);
const NUMBERS = [
  "epoch",
  "rate",
  "lower",
  "batch",
  "limit",
  "total",
  "accuracy",
  "least",
  "width",
  "heads",
  "nearest",
  "version",
];
const WORDS: { [name: string]: unknown } = new Proxy(
  {},
  { get: (_, name) => (NUMBERS.includes(String(name)) ? 4 : "word") },
);

describe("messages", () => {
  it.each(
    ISSUE_CODES.filter(
      (code) => !["table-ragged", "too-few-rows", "disk-full", "input-missing"].includes(code),
    ),
  )("%s has words in both languages", (code) => {
    const english = messageOf({ code, facts }, "en");
    const russian = messageOf({ code, facts }, "ru");
    for (const { title, fix } of [english, russian]) {
      expect(title).not.toMatch(/undefined|NaN|\[object/);
      expect(fix.length).toBeGreaterThan(5);
    }
    expect(russian.title).toMatch(/[а-я]/i);
    expect(english.title).not.toMatch(/[а-я]/i);
  });

  it("counts in Russian by rule", () => {
    const title = (rows: number) =>
      messageOf({ code: "label-missing", facts: { column: "price", rows } }, "ru").title;
    expect(title(1)).toContain("1 строке");
    expect(title(5)).toContain("5 строках");
  });
});
