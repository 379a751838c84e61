/** Folders, uploads and archives: what goes in is what comes out, and no archive gets past its rules. */
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Cancelled, UserError } from "@fuseline/schema";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { Storage } from "../storage/storage.ts";
import { type RawEntry, zipBytes } from "../testing/zip-bytes.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./archive-rules.ts";
import { readManifest } from "./file-entry.ts";
import { ingestArchive, ingestPath, ingestUploads } from "./ingest.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-ingest-"));
  storage = await Storage.open(join(folder, "storage"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => Buffer.from(text);
let count = 0;

async function unzip(zip: Buffer, limits: Partial<ArchiveLimits> = {}) {
  const path = join(folder, `${count++}.zip`);
  await writeFile(path, zip);
  return ingestArchive(storage, path, { name: "photos.zip", limits: { ...ARCHIVE_LIMITS, ...limits } });
}

async function refusal(promise: Promise<unknown>) {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  return error.issue;
}

describe("archives", () => {
  it("give every file once, in order, whatever wrote them", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("one"), "photos/b.jpg", { compress: false });
    zip.addBuffer(Buffer.from("two two two"), "photos/a.jpg");
    zip.addEmptyDirectory("empty");
    zip.addBuffer(Buffer.from("junk"), "__MACOSX/photos/._a.jpg");
    zip.addBuffer(Buffer.from("junk"), "photos/.DS_Store");
    zip.addBuffer(Buffer.from("junk"), "photos/Thumbs.db");
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
    const { files, entries, issues } = await unzip(Buffer.concat(chunks));
    expect(files).toMatchObject({ name: "photos.zip", count: 2, bytes: 14 });
    expect(await readManifest(storage, files)).toEqual(entries);
    expect(entries.map(({ path }) => path)).toEqual(["photos/a.jpg", "photos/b.jpg"]);
    expect((await storage.readBytes(entries[0]?.blob ?? "")).toString()).toBe("two two two");
    expect(issues).toEqual([]);
  });

  const file = (name: string, more: Partial<RawEntry> = {}): RawEntry => ({
    name,
    content: bytes("x"),
    ...more,
  });

  it.each<[string, string, RawEntry[]]>([
    ["absolute", "/etc/passwd", [file("ok.jpg"), file("/etc/passwd")]],
    ["absolute", "C:/boot.ini", [file("C:\\boot.ini")]],
    ["outside", "../evil.jpg", [file("../evil.jpg")]],
    ["outside", "a/../../evil.jpg", [file("a\\..\\..\\evil.jpg")]],
    ["name", "bad\nname.jpg", [file("bad\nname.jpg")]],
    ["link", "link.jpg", [file("link.jpg", { mode: 0o120777, content: bytes("/etc/passwd") })]],
    ["link", "device", [file("device", { mode: 0o020666 })]],
    ["encrypted", "secret.jpg", [file("secret.jpg", { flags: 0x801 })]],
    ["duplicate", "a.jpg", [file("a.jpg"), file("a.jpg")]],
    ["duplicate", "a.jpg", [file("a.jpg"), file("./a.jpg")]],
  ])("refuse %s: %j", async (problem, entry, entries) => {
    expect(await refusal(unzip(zipBytes(entries)))).toMatchObject({
      code: "archive-unsafe",
      severity: "error",
      facts: { file: "photos.zip", entry, problem },
    });
  });

  it("refuse bombs by count, size and ratio before anything is written", async () => {
    const before = (await readdir(join(folder, "storage", "blobs"), { recursive: true })).length;
    const bomb = [file("bomb.bin", { content: Buffer.alloc(20 * 1024 * 1024) })];
    expect((await refusal(unzip(zipBytes(bomb)))).facts).toMatchObject({
      problem: "ratio",
      entry: "bomb.bin",
    });
    const many = Array.from({ length: 30 }, (_, i) =>
      file(`${i}.bin`, { content: Buffer.alloc(1024 * 1024) }),
    );
    expect((await refusal(unzip(zipBytes(many)))).facts).toMatchObject({ problem: "ratio" });
    expect((await refusal(unzip(zipBytes(many), { maxBytes: 5e6 }))).facts).toMatchObject({
      problem: "bytes",
      entry: "4.bin",
    });
    expect((await refusal(unzip(zipBytes(many), { maxEntryBytes: 1000 }))).facts).toMatchObject({
      problem: "entry-bytes",
    });
    expect((await refusal(unzip(zipBytes(many), { maxEntries: 10 }))).facts).toMatchObject({
      problem: "entries",
    });
    expect(await readdir(join(folder, "storage", "blobs"), { recursive: true })).toHaveLength(before);
  });

  it("are caught lying about sizes and checksums", async () => {
    const content = Buffer.alloc(100_000, "ab");
    for (const lie of [{ claimedBytes: 10 }, { claimedBytes: 200_000 }, { claimedCrc: 1 }]) {
      const issue = await refusal(unzip(zipBytes([file("a.jpg", { content, ...lie })])));
      expect(issue).toMatchObject({ code: "file-unreadable", facts: { file: "photos.zip", entry: "a.jpg" } });
    }
  });

  it("that are broken get a sentence", async () => {
    const whole = zipBytes([file("a.jpg", { content: Buffer.alloc(5000, "xyz") }), file("b.jpg")]);
    for (const broken of [
      whole.subarray(0, -30),
      whole.subarray(60),
      Buffer.from("not a zip"),
      Buffer.alloc(0),
    ]) {
      expect((await refusal(unzip(Buffer.from(broken)))).code).toBe("file-unreadable");
    }
  });

  it("with any byte changed give files or a sentence, never another error", async () => {
    const whole = zipBytes([
      file("a.jpg", { content: bytes("hello hello hello") }),
      file("b/c.jpg", { method: 0 }),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        async (changes) => {
          const changed = Buffer.from(whole);
          for (const [at, value] of changes) changed[at] = value;
          try {
            const { entries } = await unzip(changed);
            for (const entry of entries) expect(entry.path).not.toMatch(/^\/|\.\./);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("leave out archives and formats that are not opened, by name", async () => {
    const { entries, issues } = await unzip(
      zipBytes(["in.zip", "a.heic", "b.SVG", "c.jpg", "t.xlsx"].map((name) => file(name))),
    );
    expect(entries.map(({ path }) => path)).toEqual(["c.jpg", "t.xlsx"]);
    expect(issues).toMatchObject([
      { code: "archive-unsafe", severity: "warning", facts: { entry: "in.zip", problem: "nested" } },
      { code: "file-unsupported", facts: { file: "a.heic", format: "heic" } },
      { code: "file-unsupported", facts: { file: "b.SVG", format: "svg" } },
    ]);
  });

  it("written by old Windows archivers keep their Russian names", async () => {
    const names = ["Фото/лягушка на листе.jpg", "Фото/красный стул.jpg"];
    for (const encoding of ["cp866", "windows-1251", "utf-8"]) {
      const entries = names.map((name) => ({ name: iconv.encode(name, encoding), content: bytes(name) }));
      expect((await unzip(zipBytes(entries))).entries.map(({ path }) => path).sort()).toEqual(
        [...names].sort(),
      );
    }
  });
});

describe("folders", () => {
  async function makeFolder(files: { readonly [path: string]: string | Buffer }): Promise<string> {
    const root = await mkdtemp(join(folder, "data-"));
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    return root;
  }

  it("are read deeply, archives in them are opened, links out of them are not followed", async () => {
    const root = await makeFolder({
      "table.csv": "a,b",
      ["inner/й.jpg".normalize("NFD")]: "photo",
      "more.zip": zipBytes([{ name: "z.jpg", content: bytes("z") }]),
      ".DS_Store": "junk",
    });
    await symlink("/etc/hostname", join(root, "leak.jpg"));
    await symlink(join(root, "table.csv"), join(root, "again.csv"));
    const seen: number[] = [];
    const { entries } = await ingestPath(storage, root, { onProgress: ({ files }) => seen.push(files) });
    expect(entries.map(({ path }) => path)).toEqual(["again.csv", "inner/й.jpg", "table.csv", "z.jpg"]);
    expect(seen.at(-1)).toBe(4);
  });

  it("give the same manifest for the same files, wherever they lie", async () => {
    const files = { "a.jpg": "1", "b/c.jpg": "2" };
    const [first, second] = await Promise.all(
      [makeFolder(files), makeFolder(files)].map(async (root) =>
        ingestPath(storage, await root, { name: "x" }),
      ),
    );
    expect(first?.files).toEqual(second?.files);
  });

  it("that are missing get a sentence; a single file is a set of one", async () => {
    expect((await refusal(ingestPath(storage, join(folder, "nothing")))).code).toBe("file-unreadable");
    const root = await makeFolder({ "only.csv": "a" });
    expect((await ingestPath(storage, join(root, "only.csv"))).files.count).toBe(1);
  });

  it("stop when asked", async () => {
    const root = await makeFolder({ "a.jpg": "1" });
    await expect(ingestPath(storage, root, { signal: AbortSignal.abort() })).rejects.toThrow(Cancelled);
  });
});

describe("uploads", () => {
  it("keep their folders, open archives, and refuse paths that lead out", async () => {
    const zip = await storage.putBytes(zipBytes([{ name: "z.jpg", content: bytes("z") }]));
    const table = await storage.putBytes(bytes("a,b"));
    const { entries } = await ingestUploads(
      storage,
      [
        { path: "my\\table.csv", blob: table, bytes: 3 },
        { path: "photos.zip", blob: zip, bytes: 100 },
        { path: "my/Thumbs.db", blob: table, bytes: 3 },
      ],
      { name: "drop" },
    );
    expect(entries.map(({ path }) => path)).toEqual(["my/table.csv", "z.jpg"]);
    const evil = ingestUploads(storage, [{ path: "../x.csv", blob: table, bytes: 3 }], { name: "drop" });
    expect(await refusal(evil)).toMatchObject({ code: "archive-unsafe", facts: { problem: "outside" } });
  });

  it("read a large archive without holding it in memory", async () => {
    // 120 MB stored in 24 entries; the heap and buffers must stay far below that.
    const path = join(folder, "large.zip");
    const zip = new ZipFile();
    const block = Buffer.alloc(5 * 1024 * 1024);
    for (let i = 0; i < 24; i++) {
      block.fill(i);
      zip.addBuffer(Buffer.from(block), `${i}.bin`, { compress: false });
    }
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
    await writeFile(path, chunks);
    chunks.length = 0;
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    await ingestArchive(storage, path, {
      name: "large.zip",
      onProgress: () => {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
      },
    });
    expect(peak).toBeLessThan(40 * 1024 * 1024);
    await truncate(path, 0);
  });
});
