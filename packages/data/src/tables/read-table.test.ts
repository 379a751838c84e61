/** Tables as people save them: encodings, delimiters, titles above the names, ragged rows, workbooks. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cancelled, UserError } from "@fuseline/schema";
import ExcelJS from "exceljs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReadTableOptions, readTable } from "./read-table.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-tables-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, options: Partial<ReadTableOptions> = {}) {
  const path = join(folder, "table");
  await writeFile(path, content);
  const reading = await readTable(path, { name: "table.csv", ...options });
  const values = Object.fromEntries(reading.table.columns.map((column) => [column.name, column.values]));
  const modalities = Object.fromEntries(reading.columns.map((column) => [column.name, column.modality]));
  return { ...reading, values, modalities, codes: reading.issues.map((issue) => issue.code) };
}

async function issueOf(promise: Promise<unknown>) {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  return error.issue;
}

const RUSSIAN = "Название;Цена\nЗеленая лягушка на листе;1,5\nКрасный шар;2,25\nСиняя чашка;10\n";

describe("encodings", () => {
  it.each(["utf-8", "windows-1251", "koi8-r", "cp866"])("reads Russian text in %s", async (encoding) => {
    const { values, details, codes } = await read(iconv.encode(RUSSIAN, encoding));
    expect(details).toMatchObject({ encoding, delimiter: ";" });
    expect(values.Название).toEqual(["Зеленая лягушка на листе", "Красный шар", "Синяя чашка"]);
    expect(values.Цена).toEqual([1.5, 2.25, 10]);
    expect(codes).toEqual(encoding === "utf-8" ? [] : ["encoding-guessed"]);
  });

  it.each(["utf-16le", "utf-16be"])("reads %s with and without a mark", async (encoding) => {
    for (const addBOM of [true, false]) {
      const { values } = await read(iconv.encode("name,price\nfrog,1\nball,2\n", encoding, { addBOM }));
      expect(values).toEqual({ name: ["frog", "ball"], price: [1, 2] });
    }
  });

  it("reads Western European text and UTF-8 with a few broken bytes", async () => {
    const western = await read(
      iconv.encode("Name,Ort\nMüller,Köln\nGrüße,Zürich\nCafé,Orléans\n", "windows-1252"),
    );
    expect(western.values.Name).toEqual(["Müller", "Grüße", "Café"]);
    const damaged = Buffer.concat([
      Buffer.from(RUSSIAN.repeat(5)),
      Buffer.from([0xff]),
      Buffer.from("шар;3\n"),
    ]);
    expect((await read(damaged)).details.encoding).toBe("utf-8");
  });
});

describe("structure", () => {
  it.each([",", ";", "\t", "|"])("finds the delimiter %j, quotes and line ends", async (delimiter) => {
    const lines = [
      ["a", "b"],
      ['"x, y; z|t\tu"', "1"],
      ['"say ""hi"""', "2"],
    ].map((cells) => cells.join(delimiter));
    for (const end of ["\n", "\r\n", "\r"]) {
      const { values } = await read(lines.join(end));
      expect(values.a).toEqual(["x, y; z|t\tu", 'say "hi"']);
      expect(values.b).toEqual([1, 2]);
    }
  });

  it("does not take decimal commas for a delimiter", async () => {
    const { values } = await read("width;height\n1,5;2,5\n3,5;4,5\n");
    expect(values).toEqual({ width: [1.5, 3.5], height: [2.5, 4.5] });
  });

  it("passes over a title, trims and numbers names, and drops empty columns at the end", async () => {
    const { values, details } = await read(
      "Price list 2024,,,\n,,,\n name ,name,,\nfrog,green,,\nball,red,,\n",
    );
    expect(details.headerLine).toBe(3);
    expect(values).toEqual({ name: ["frog", "ball"], "name 2": ["green", "red"] });
  });

  it("reads a table without names, or with the line it is told", async () => {
    expect((await read("a.jpg,3\nb.jpg,4\n")).values).toEqual({
      "column 1": ["a.jpg", "b.jpg"],
      "column 2": [3, 4],
    });
    expect((await read("x\nfrog\nball\n", { header: 0 })).values["column 1"]).toEqual(["x", "frog", "ball"]);
    expect((await read("x,y\nname,n\nfrog,1\n", { header: 2 })).values).toEqual({ name: ["frog"], n: [1] });
  });

  it("names the lines of ragged rows and keeps the rest", async () => {
    const { values, issues } = await read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
    expect(values).toEqual({ a: [1, 4, 6, 10], b: [2, 5, 7, 11], c: [3, null, 8, 12] });
    expect(issues).toMatchObject([
      { code: "table-ragged", severity: "warning", facts: { lines: [3, 4], count: 2 } },
    ]);
  });

  it("survives a quote that never closes, NUL bytes and a huge cell", async () => {
    const open = await read('a,b\n"x,1\ny,2\nz,3\n');
    expect(open.table.row).toHaveLength(3);
    const { values } = await read(`a,b\nx\0y,1\n${"long ".repeat(200_000)},2\n`);
    expect(values.a?.[0]).toBe("xy");
    expect(String(values.a?.[1])).toHaveLength(999_999);
  });

  it("says that a table is empty, is no table, or is a kind that is not read", async () => {
    expect(await issueOf(read(""))).toMatchObject({ code: "table-empty", facts: { file: "table.csv" } });
    expect((await issueOf(read("a,b\n"))).code).toBe("table-empty");
    expect(await issueOf(read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])))).toMatchObject({
      code: "file-unsupported",
      facts: { format: "xls" },
    });
    expect((await issueOf(read(Buffer.from("\x89PNG\r\n\x1a\n", "latin1")))).code).toBe("file-unsupported");
    expect((await issueOf(read(Buffer.from("PK\x03\x04 not a zip")))).code).toBe("file-unreadable");
  });

  it("stops when asked", async () => {
    const stopped = AbortSignal.abort();
    await expect(read("a,b\n1,2\n".repeat(100), { signal: stopped, encoding: "utf-8" })).rejects.toThrow(
      Cancelled,
    );
  });

  it("names a row by its content, not by its place or the order of the columns", async () => {
    const first = await read("a,b\nx,1\ny,2\n");
    const second = await read("b,a\n9,new\n2,y\n1,x\n");
    expect(second.table.row.slice(1)).toEqual([...first.table.row].reverse());
    expect((await read("a,b\nx,1\nx,1\n")).table.row).toEqual([
      first.table.row[0],
      `${first.table.row[0]}~2`,
    ]);
  });
});

describe("JSON", () => {
  it("reads lines with lists and gaps, and names the lines it cannot read", async () => {
    const lines = [
      '{"q":"what?","tags":["a","b"],"n":1}',
      "oops",
      '{"n":2.5,"ok":true,"deep":{"x":1},"tags":["a"]}',
    ];
    const { values, issues, modalities } = await read(lines.join("\n"), { name: "t.jsonl" });
    expect(values).toEqual({
      q: ["what?", null],
      tags: [["a", "b"], ["a"]],
      n: [1, 2.5],
      ok: [null, true],
      deep: [null, '{"x":1}'],
    });
    expect(modalities).toMatchObject({ n: "number", ok: "boolean" });
    expect(issues).toMatchObject([{ code: "lines-unreadable", facts: { lines: [2] } }]);
    expect((await read('[{"a":1},{"a":2}]', { name: "t.json" })).values).toEqual({ a: [1, 2] });
    expect((await issueOf(read("nothing\nhere", { name: "t.jsonl" }))).code).toBe("file-unreadable");
  });
});

describe("workbooks", () => {
  it("reads the first page with something on it, dates, numbers and yes/no", async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet("Empty");
    const page = book.addWorksheet("Товары");
    page.addRow(["Прайс-лист"]);
    page.addRow(["Товар", "Цена", "Дата", "Есть", "Индекс"]);
    page.addRow(["Стул", 1200.5, new Date(Date.UTC(2024, 2, 5)), true, "012345"]);
    page.addRow(["Стол", 4500, new Date(Date.UTC(2024, 2, 6)), false, "101000"]);
    const { values, details, modalities } = await read(Buffer.from(await book.xlsx.writeBuffer()), {
      name: "товары.xlsx",
    });
    expect(details).toMatchObject({ format: "xlsx", sheet: "Товары", headerLine: 2 });
    expect(values).toEqual({
      Товар: ["Стул", "Стол"],
      Цена: [1200.5, 4500],
      Дата: ["2024-03-05", "2024-03-06"],
      Есть: [true, false],
      Индекс: ["012345", "101000"],
    });
    expect(modalities.Индекс).toBe("category");
    const named = issueOf(
      read(Buffer.from(await book.xlsx.writeBuffer()), { name: "t.xlsx", sheet: "Nope" }),
    );
    expect(await named).toMatchObject({ code: "sheet-missing", facts: { sheets: ["Empty", "Товары"] } });
  });
});

describe("anything at all", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const signs = fc.string({
    unit: fc.constantFrom(..."ab,;\t|\"'\n\r {}[]:1.0\0é", "\ufeff"),
    maxLength: 300,
  });
  const heads = fc.constantFrom("", "PK\x03\x04", "\xff\xfe", "\xef\xbb\xbf", "[", '{"a":', "a,b\n");

  it("gives a table or a sentence, never another error", async () => {
    await fc.assert(
      fc.asyncProperty(
        heads,
        fc.oneof(bytes, signs),
        fc.constantFrom("t.csv", "t.jsonl", "t.xlsx"),
        async (head, tail, name) => {
          const content = Buffer.concat([
            Buffer.from(head, "latin1"),
            typeof tail === "string" ? Buffer.from(tail) : tail,
          ]);
          try {
            const { table } = await read(content, { name });
            for (const column of table.columns) expect(column.values).toHaveLength(table.row.length);
            expect(new Set(table.row).size).toBe(table.row.length);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("reads back every table it could have been given", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(..."abя ,;\"'|\t\n1"), minLength: 1, maxLength: 8 })
      .map((text) => `x${text}x`);
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(",", ";", "\t", "|"), async (given, delimiter) => {
        const quoted = given.map((row) =>
          row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter),
        );
        const names = (given[0] ?? []).map((_, index) => `name${index}`);
        const { table } = await read([names.join(delimiter), ...quoted].join("\n"), { delimiter, header: 1 });
        for (const [column, { values }] of table.columns.entries()) {
          for (const [row, value] of values.entries()) {
            // A list of labels is the one reading that takes a cell apart.
            if (!Array.isArray(value)) expect(value).toBe(given[row]?.[column]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
