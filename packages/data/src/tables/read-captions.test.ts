/** Captions of one picture become one row, in order, from either kind of list. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCaptions } from "./read-captions.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-captions-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string, limit?: number) {
  const path = join(folder, "captions");
  await writeFile(path, content);
  const reading = await readCaptions(path, {
    name: "captions.token",
    ...(limit === undefined ? {} : { limit }),
  });
  return {
    ...reading,
    rows: reading.table.columns[0]?.values.map((name, row) => [name, reading.table.columns[1]?.values[row]]),
  };
}

describe("readCaptions", () => {
  it("groups numbered captions by picture, in the order of their numbers", async () => {
    const { rows, columns, issues } = await read(
      "\ufeffb.jpg#1\tsecond\nb.jpg#0\tfirst\na.jpg#0\tonly # one\n\n",
    );
    expect(rows).toEqual([
      ["b.jpg", ["first", "second"]],
      ["a.jpg", ["only # one"]],
    ]);
    expect(columns).toMatchObject([
      { name: "image", modality: "image", several: false },
      { name: "captions", modality: "text", several: true },
    ]);
    expect(issues).toEqual([]);
  });

  it("names lines it cannot read, and keeps as many pictures as asked", async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${i}.jpg#0\tcaption ${i}`);
    const { rows, issues } = await read(
      [...lines.slice(0, 20), "nonsense", "x.jpg#1\t ", ...lines.slice(20)].join("\n"),
      25,
    );
    expect(rows).toHaveLength(25);
    expect(issues).toMatchObject([{ code: "lines-unreadable", facts: { lines: [21, 22], count: 2 } }]);
  });

  it("groups two columns, picture and caption", async () => {
    const { rows } = await read(
      'image,caption\na.jpg,"A frog, green."\nb.jpg,A ball.\na.jpg,A small frog.\n',
    );
    expect(rows).toEqual([
      ["a.jpg", ["A frog, green.", "A small frog."]],
      ["b.jpg", ["A ball."]],
    ]);
  });

  it("says that there are no captions", async () => {
    await expect(read("price,size\n1,2\n3,4\n")).rejects.toThrow("captions-missing");
  });
});
