/** The real sets are understood as a person would; the small made-up ones show each rule. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifest } from "../files/file-entry.ts";
import { ingestPath } from "../files/ingest.ts";
import { Storage } from "../storage/storage.ts";
import { sharedFolder } from "../testing/shared-folder.ts";
import { understandData } from "./understand-data.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-understand-"));
  storage = await Storage.open(join(folder, "storage"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function understand(files: { readonly [path: string]: string | Uint8Array }) {
  const root = await mkdtemp(join(folder, "data-"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return understandData(storage, await ingestPath(storage, root, { name: "things" }));
}

function purposesOf({ understanding }: Awaited<ReturnType<typeof understandData>>) {
  const { target, key, group, split } = understanding;
  return [target, key, group, split].map((guess) => guess?.column ?? null);
}
const pictures = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `bytes of ${name}`]));
const lines = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join("\n");

describe("understandData", () => {
  it("takes a table whose key begins the photos' names, and lists what does not fit", async () => {
    const table = `sku,title,price\n${lines(8, (i) => `A${i},thing ${i},${i * 7 + 1}`)}\n`;
    const files = pictures(
      "photos/a0.jpg",
      "photos/a0_2.jpg",
      ...[1, 2, 3, 4, 5, 6].map((i) => `photos/A${i}_1.png`),
      "photos/other.jpg",
    );
    const found = await understand({
      "price.csv": table,
      ...files,
      "photos/Thumbs.db": "x",
      "notes.txt": "hello",
    });
    expect(found.understanding.origin).toMatchObject({
      kind: "table",
      filesKey: "sku",
      table: { name: "price.csv" },
      files: { count: 9 },
    });
    expect(found.understanding.matches).toEqual([{ column: "photo", matched: 7, total: 8 }]);
    expect(found.unmatched).toMatchObject([{ value: "A7", row: 7 }]);
    expect(found.unusedFiles).toEqual(["photos/other.jpg"]);
    expect(purposesOf(found)).toEqual(["price", null, null, null]);
    expect(found.issues.map((issue) => issue.code)).toEqual(["file-unmatched"]);
  });

  it("takes folders for classes, and parts of the data for a split", async () => {
    const found = await understand(
      pictures(...["cats/1.jpg", "cats/2.jpg", "dogs/1.jpg", "dogs/2.jpg"].map((path) => `set/${path}`)),
    );
    expect(found.understanding.origin).toMatchObject({ kind: "files", labels: "folder" });
    expect(purposesOf(found)).toEqual(["label", null, null, null]);
    expect((await understand(pictures("a.jpg", "b.jpg"))).understanding.origin).toMatchObject({
      labels: "none",
    });
  });

  it("takes a table alone, a ready split, things and owners", async () => {
    const table = `user_id,product,text,part,status\n${lines(80, (i) => `u${i % 25},p${i % 30},text ${i},${i % 4 ? "train" : "test"},${i % 3 ? "open" : "done"}`)}`;
    const found = await understand({ "t.csv": table });
    expect(found.understanding.origin).toMatchObject({ kind: "table", files: null });
    expect(purposesOf(found)).toEqual(["status", "product", "user_id", "part"]);
  });

  it("does not keep rows together by owners that are too few to share out", async () => {
    const rows = lines(40, (i) => `s${i % 4},text ${i},${i % 2 ? "yes" : "no"}`);
    expect(purposesOf(await understand({ "t.csv": `speaker,text,label\n${rows}` }))).toEqual([
      "label",
      null,
      null,
      null,
    ]);
  });

  it("prefers the table that names the photos, and says which it did not take", async () => {
    const found = await understand({
      "long.csv": `x,y\n${lines(50, (i) => `${i},${i}`)}`,
      "short.csv": "photo,class\na.jpg,x\nb.jpg,y\n",
      ...pictures("a.jpg", "b.jpg"),
    });
    expect(found.understanding.origin).toMatchObject({ table: { name: "short.csv" } });
    expect(found.otherTables).toEqual(["long.csv"]);
  });

  it("names the photos that cannot be opened, and why", async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const found = await understand({
      "set/cats/1.jpg": photo,
      "set/cats/2.jpg": "not a picture",
      "set/dogs/1.jpg": photo.subarray(0, photo.length - 100),
      "set/dogs/2.jpg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    expect(found.broken.map(({ code, severity, facts }) => [code, severity, facts.file])).toEqual([
      ["image-corrupt", "warning", "set/cats/2.jpg"],
      ["image-corrupt", "warning", "set/dogs/1.jpg"],
      ["image-unsupported", "warning", "set/dogs/2.jpg"],
    ]);
  });

  it("reports a broken table beside photos, and refuses where there is nothing else", async () => {
    const found = await understand({ "t.xlsx": "PK\x03\x04 broken", ...pictures("a.jpg") });
    expect(found.issues).toMatchObject([{ code: "file-unreadable", severity: "warning" }]);
    await expect(understand({ "t.xlsx": "PK\x03\x04 broken" })).rejects.toThrow("file-unreadable");
    await expect(understand({ "readme.md": "hello" })).rejects.toThrow("data-missing");
  });
});

const data = join(sharedFolder(), "data");
describe.skipIf(!existsSync(data))("real sets (skipped where shared/data is absent)", () => {
  const real = async (name: string) => understandData(storage, await ingestPath(storage, join(data, name)));

  it("grocery", async () => {
    const found = await real("grocery");
    expect(found.understanding).toMatchObject({
      origin: { kind: "table", table: { name: "products.csv" }, files: { count: 810 }, filesKey: null },
      rows: 810,
      target: { column: "category" },
      key: { column: "description" },
      group: null,
      matches: [{ column: "photo", matched: 810, total: 810 }],
    });
    expect(found.understanding.columns.map(({ modality }) => modality)).toEqual([
      "image",
      "text",
      "category",
      "category",
      "text",
    ]);
    expect([found.issues, found.guessed, found.broken, found.unusedFiles]).toEqual([[], [], [], []]);
  });

  it("stamps", async () => {
    const { understanding } = await real("stamps");
    expect(understanding).toMatchObject({
      target: { column: "category" },
      key: null,
      matches: [{ column: "image", matched: 950 }],
    });
    expect(
      understanding.columns.filter(({ modality }) => modality === "text").map(({ name }) => name),
    ).toEqual(["text_en", "text_ru", "subcategory"]);
  });

  it("flickr-500", async () => {
    const { understanding } = await real("flickr-500");
    expect(understanding).toMatchObject({
      origin: { kind: "captions", captions: { name: "captions.token" }, images: { count: 500 } },
      rows: 500,
      target: null,
      matches: [{ column: "image", matched: 500, total: 500 }],
    });
    if (understanding.origin.kind === "captions") {
      expect(await readManifest(storage, understanding.origin.images)).toHaveLength(500);
    }
  });

  it("houses", async () => {
    const { understanding } = await real("houses");
    expect(understanding).toMatchObject({ target: { column: "price" }, rows: 299 });
    expect(understanding.matches).toHaveLength(4);
    expect(understanding.matches.every(({ matched }) => matched === 299)).toBe(true);
    expect(understanding.columns.find(({ name }) => name === "zip")).toMatchObject({ modality: "category" });
  });

  it("easy-vqa and receipts", async () => {
    const vqa = await real("easy-vqa");
    expect(vqa.understanding).toMatchObject({ target: { column: "answer" }, rows: 14432 });
    expect(vqa.otherTables).toHaveLength(1);
    expect((await real("receipts")).understanding).toMatchObject({ rows: 75, matches: [{ matched: 75 }] });
  });
});
