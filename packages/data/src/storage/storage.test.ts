/** Storage on a real folder: nothing half-written, nothing outside the folder, the last good checkpoint survives. */
import { createHash } from "node:crypto";
import { mkdtemp, open, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Cancelled, UserError } from "@fuseline/schema";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeAtomically, writeFully } from "./atomic-write.ts";
import { Storage } from "./storage.ts";

let folder = "";
let storage: Storage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-storage-"));
  storage = await Storage.open(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const unfinished = (): Promise<string[]> => readdir(join(folder, "unfinished"));

describe("blobs", () => {
  it("names bytes by their sha256, once", async () => {
    const bytes = Buffer.from("hello");
    const blob = await storage.putBytes(bytes);
    expect(blob).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(await storage.putStream(Readable.from([bytes]))).toEqual({ blob, bytes: 5 });
    expect(await storage.readBytes(blob)).toEqual(bytes);
    expect(await storage.size(blob)).toBe(5);
    expect(await storage.has("0".repeat(64))).toBe(false);
    expect(await unfinished()).toEqual([]);
  });

  it("mends a blob that was cut short by a damaged disk", async () => {
    const blob = await storage.putBytes(Buffer.from("whole"));
    await truncate(storage.path(blob), 2);
    await storage.putBytes(Buffer.from("whole"));
    expect((await storage.readBytes(blob)).toString()).toBe("whole");
  });

  it("leaves nothing when a stream fails or is cancelled half-way", async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(1000);
      throw new Error("line went dead");
    }
    await expect(storage.putStream(Readable.from(failing()))).rejects.toThrow("line went dead");
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<Buffer> {
      for (let i = 0; ; i++) {
        if (i === 3) abort.abort();
        yield Buffer.alloc(1000);
        await new Promise((done) => setImmediate(done));
      }
    }
    await expect(storage.putStream(Readable.from(endless()), { signal: abort.signal })).rejects.toThrow(
      Cancelled,
    );
    expect(await unfinished()).toEqual([]);
    expect(await readdir(join(folder, "blobs"))).toEqual([]);
  });

  it("refuses ids that are no hash, so no path can leave the folder", () => {
    expect(() => storage.path("../../etc/passwd")).toThrow(TypeError);
    expect(() => storage.path("A".repeat(64))).toThrow(TypeError);
  });

  it.skipIf(process.platform !== "linux")(
    "says that the disk is full (a real ENOSPC from /dev/full)",
    async () => {
      const write = writeAtomically({
        temporary: join(folder, "unfinished"),
        target: join(folder, "never"),
        needed: 10,
        fill: async () => {
          const full = await open("/dev/full", "w");
          try {
            await writeFully(full, Buffer.alloc(10));
          } finally {
            await full.close();
          }
        },
      });
      const error = await write.catch((thrown: unknown) => thrown);
      if (!(error instanceof UserError)) throw error;
      expect(error.issue).toMatchObject({
        code: "disk-full",
        facts: { path: join(folder, "unfinished"), needed: 10 },
      });
      expect(await readdir(folder)).not.toContain("never");
      expect(await unfinished()).toEqual([]);
    },
  );

  it("lets many writers of the same bytes through", async () => {
    const bytes = Buffer.alloc(100_000, 7);
    const other = await Storage.open(folder);
    const blobs = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? storage : other).putBytes(bytes)),
    );
    expect(new Set(blobs).size).toBe(1);
    expect(await unfinished()).toEqual([]);
  });

  it("clears away what a dead process left a day ago, and nothing younger", async () => {
    await writeFile(join(folder, "unfinished", "old"), "x");
    await writeFile(join(folder, "unfinished", "new"), "x");
    const dayBefore = new Date(Date.now() - 25 * 3600 * 1000);
    await utimes(join(folder, "unfinished", "old"), dayBefore, dayBefore);
    await Storage.open(folder);
    expect(await unfinished()).toEqual(["new"]);
  });
});

describe("results", () => {
  it("keeps what a step left, by key", async () => {
    const result = { outputs: {}, runId: "run-1", seconds: 1.5 };
    await storage.results.put("abc1", result);
    expect(await storage.results.get("abc1")).toEqual(result);
    expect(await storage.results.get("abc2")).toBeNull();
    expect(await storage.results.has(["abc1", "abc2"])).toEqual(new Set(["abc1"]));
    expect((await storage.results.list()).map((entry) => entry.key)).toEqual(["abc1"]);
    await expect(storage.results.get("../x")).rejects.toThrow(TypeError);
  });
});

describe("checkpoints", () => {
  it("gives the parts back, and the last good ones after a replaced or damaged file", async () => {
    const weights = new Float32Array([1, 2, 3]);
    const parts = { weights: new Uint8Array(weights.buffer), state: Buffer.from("{}") };
    await storage.checkpoints.write("train-1", parts);
    const read = await storage.checkpoints.read("train-1");
    const bytes = read?.weights;
    expect(bytes && new Float32Array(bytes.buffer, bytes.byteOffset, 3)).toEqual(weights);
    await storage.checkpoints.write("train-1", { state: Buffer.from("later") });
    expect(Object.keys((await storage.checkpoints.read("train-1")) ?? {})).toEqual(["state"]);

    const path = join(folder, "checkpoints", "tr", "train-1.checkpoint");
    const whole = await readFile(path);
    whole[whole.length - 40] = (whole[whole.length - 40] ?? 0) ^ 1;
    await writeFile(path, whole);
    expect(await storage.checkpoints.read("train-1")).toBeNull();
    await truncate(path, 5);
    expect(await storage.checkpoints.read("train-1")).toBeNull();
    await storage.checkpoints.remove("train-1");
    expect(await storage.checkpoints.read("train-1")).toBeNull();
  });
});

describe("arrays", () => {
  it("reads whole arrays, ranges and chosen rows of every type", async () => {
    const features = Float32Array.from({ length: 12 }, (_, i) => i / 2);
    const ids = BigInt64Array.from([1n, -2n, 3n, 4n]);
    const mask = Uint8Array.from([1, 0, 1, 1]);
    await storage.arrays.put("enc-1", [
      { name: "features", dtype: "float32", shape: [4, 3], data: features },
      { name: "ids", dtype: "int64", shape: [4, 1], data: ids },
      { name: "present", dtype: "bool", shape: [4], data: mask },
    ]);
    const reader = await storage.arrays.open("enc-1");
    if (reader === null) throw new Error("not stored");
    expect(await reader.read("features")).toEqual(features);
    expect(await reader.read("ids")).toEqual(ids);
    expect(await reader.readRows("features", 1, 3)).toEqual(features.slice(3, 9));
    expect(await reader.gather("features", [3, 0, 1])).toEqual(
      Float32Array.of(4.5, 5, 5.5, 0, 0.5, 1, 1.5, 2, 2.5),
    );
    expect(await reader.gather("present", [1, 2])).toEqual(Uint8Array.of(0, 1));
    await expect(reader.readRows("features", 3, 5)).rejects.toThrow(RangeError);
    await expect(reader.gather("features", [4])).rejects.toThrow(RangeError);
    await expect(reader.read("nothing")).rejects.toThrow(RangeError);
    await reader.close();
  });

  it("shows nothing before `finish` and nothing damaged", async () => {
    const writer = await storage.arrays.create("enc-2", [{ name: "x", dtype: "float32", shape: [2, 2] }]);
    await writer.write("x", 1, Float32Array.of(3, 4));
    expect(await storage.arrays.open("enc-2")).toBeNull();
    await expect(writer.write("x", 1, Float32Array.of(1, 2, 3, 4))).rejects.toThrow(RangeError);
    await writer.write("x", 0, Float32Array.of(1, 2));
    await writer.finish();
    const reader = await storage.arrays.open("enc-2");
    expect(await reader?.read("x")).toEqual(Float32Array.of(1, 2, 3, 4));
    await reader?.close();
    await truncate(join(folder, "arrays", "en", "enc-2.arrays"), 70);
    expect(await storage.arrays.open("enc-2")).toBeNull();
    const given = await storage.arrays.create("enc-3", [{ name: "x", dtype: "uint8", shape: [9] }]);
    await given.abort();
    expect(await unfinished()).toEqual([]);
  });

  it("drops the least recently used first, results before arrays, and never a blob, a report or a fresh entry", async () => {
    const blob = await storage.putBytes(Buffer.alloc(5000));
    for (const [i, key] of ["enc-a", "enc-b", "enc-c"].entries()) {
      await storage.arrays.put(key, [
        { name: "x", dtype: "uint8", shape: [1000], data: new Uint8Array(1000) },
      ]);
      await storage.results.put(key, { outputs: {}, runId: "r", seconds: 1 });
      const then = new Date(Date.now() - (100 - i) * 60_000);
      await utimes(join(folder, "arrays", "en", `${key}.arrays`), then, then);
      await utimes(join(folder, "results", "en", `${key}.json`), then, then);
    }
    await storage.results.put("report", { outputs: {}, runId: "r", seconds: 1 });
    const longAgo = new Date(Date.now() - 1e9);
    await utimes(join(folder, "results", "re", "report.json"), longAgo, longAgo);
    expect((await storage.evict({ quota: 3000, keepSeconds: 7200 })).keys).toEqual([]);
    await (await storage.arrays.open("enc-a"))?.close();
    const evicted = await storage.evict({ quota: 3000, keepSeconds: 600 });
    expect(evicted.keys).toEqual(["enc-b"]);
    expect(evicted.bytes).toBeGreaterThan(1000);
    expect(await storage.results.get("enc-b")).toBeNull();
    expect(await storage.arrays.has("enc-a")).toBe(true);
    expect(await storage.results.get("report")).not.toBeNull();
    expect(await storage.has(blob)).toBe(true);
  });
});
