/** Samples: complete, the same every time, and two-parts really needs both parts. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLeaks } from "../choose/find-leaks.ts";
import { decodePixels } from "../pictures/decode.ts";
import { Storage } from "../storage/storage.ts";
import { findColumn, isMedia } from "../tables/table-columns.ts";
import { emojiSample } from "./emoji-sample.ts";
import { twoPartsSample } from "./two-parts-sample.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-samples-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("emojiSample", () => {
  it("has 1,911 readable pictures with names, nine groups and tags", async () => {
    const table = await emojiSample(storage, { languages: ["en", "ru", "zh-hant"] });
    expect(table.row).toHaveLength(1911);
    expect(new Set(table.row).size).toBe(1911);
    expect(table.columns.map(({ name }) => name)).toEqual([
      "picture",
      "name_en",
      "name_ru",
      "name_zh-hant",
      "group",
      "tags",
    ]);
    const frog = findColumn(table, "name_en")?.values.indexOf("frog") ?? -1;
    expect(table.columns.map(({ values }) => values[frog])).toMatchObject([
      { name: "1f438.png" },
      "frog",
      "голова лягушки",
      "青蛙",
      "Animals & Nature",
      ["animal", "face"],
    ]);
    for (const column of table.columns.slice(0, 5)) expect(column.values).not.toContain(null);
    expect(new Set(findColumn(table, "group")?.values).size).toBe(9);
    const cell = table.columns[0]?.values[frog];
    if (!isMedia(cell)) throw new Error("no picture");
    const how = { size: 16, shortSide: null, resample: "bilinear" } as const;
    const pixels = await decodePixels(await storage.readBytes(cell.blob), how, { file: cell.name });
    expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
  });
});

describe("a few emoji", () => {
  it("are the rows that the whole list has of them", async () => {
    const few = await emojiSample(storage, { languages: ["en"], only: ["1F438", "1F355"] });
    expect(findColumn(few, "name_en")?.values).toEqual(["pizza", "frog"]);
    const whole = await emojiSample(storage, { languages: ["en"] });
    const place = findColumn(whole, "name_en")?.values.indexOf("frog") ?? -1;
    expect(few.row).toContain(whole.row[place]);
    expect(few.columns.map(({ values }) => values.length)).toEqual([2, 2, 2, 2]);
  });
});

describe("twoPartsSample", () => {
  const options = { rows: 200, noise: 0.05, seed: 7 };

  it("is the same for the same seed, another for another", async () => {
    const table = await twoPartsSample(storage, options);
    expect(await twoPartsSample(storage, options)).toEqual(table);
    expect((await twoPartsSample(storage, { ...options, seed: 8 })).row).not.toEqual(table.row);
  });

  it("is told by both parts, but for the noise, and by neither alone", async () => {
    const table = await twoPartsSample(storage, options);
    const labels = findColumn(table, "label")?.values ?? [];
    const textBlue = (findColumn(table, "text")?.values ?? []).map((text) => String(text).includes("blue"));
    const pictureBlue = await Promise.all((findColumn(table, "photo")?.values ?? []).map(isBlue));
    const right = labels.filter(
      (label, i) => (label === "differs") === (textBlue[i] !== pictureBlue[i]),
    ).length;
    expect(right).toBe(190);
    const agree = (bits: readonly boolean[]) =>
      labels.filter((label, i) => (label === "differs") === bits[i]).length / 200;
    expect(Math.abs(agree(textBlue) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(agree(pictureBlue) - 0.5)).toBeLessThan(0.05);
    const target = findColumn(table, "label");
    expect(target && findLeaks(table, { target, inputs: table.columns.slice(0, 2) })).toEqual([]);
  });
});

async function isBlue(cell: unknown): Promise<boolean> {
  if (!isMedia(cell)) throw new Error("no picture");
  const how = { size: 48, shortSide: null, resample: "nearest" } as const;
  const pixels = await decodePixels(await storage.readBytes(cell.blob), how, { file: cell.name });
  let blue = 0;
  for (let i = 0; i < pixels.length; i += 3) blue += (pixels[i + 2] ?? 0) - (pixels[i] ?? 0);
  return blue > 0;
}
