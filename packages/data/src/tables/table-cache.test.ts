import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Table } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Storage } from "../storage/storage.ts";
import { TableCache } from "./table-cache.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-tables-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const table = (name: string): Table => ({
  columns: [{ name, modality: "text", several: false, values: ["a"] }],
  row: ["1"],
});
const put = (name: string) => storage.putBytes(Buffer.from(JSON.stringify(table(name))));

describe("TableCache", () => {
  it("reads a table once, also where it is asked for twice at the same time", async () => {
    const tables = new TableCache(storage);
    const blob = await put("one");
    const [first, second] = await Promise.all([tables.read(blob), tables.read(blob)]);
    expect(first).toEqual(table("one"));
    expect(second).toBe(first);
    expect(await tables.read(blob)).toBe(first);
  });

  it("lets go of the table that nobody has asked for the longest", async () => {
    const tables = new TableCache(storage);
    const blobs = await Promise.all(["1", "2", "3", "4", "5"].map(put));
    const [oldest, other, ...others] = blobs;
    if (oldest === undefined || other === undefined) throw new Error("no tables");
    const first = await tables.read(oldest);
    const second = await tables.read(other);
    for (const blob of [...others.slice(0, 2), oldest, ...others.slice(2)]) await tables.read(blob);
    expect(await tables.read(oldest)).toBe(first);
    expect(await tables.read(other)).not.toBe(second);
  });

  it("tries again what could not be read", async () => {
    const tables = new TableCache(storage);
    const bytes = Buffer.from(JSON.stringify(table("late")));
    const blob = createHash("sha256").update(bytes).digest("hex");
    await expect(tables.read(blob)).rejects.toThrow();
    expect(await storage.putBytes(bytes)).toBe(blob);
    expect(await tables.read(blob)).toEqual(table("late"));
  });
});
