import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepCacheQuota } from "../src/cache-quota.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-quota-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function putArray(key: string, hoursAgo: number): Promise<void> {
  const storage = await Storage.open(folder);
  await storage.arrays.put(key, [
    { name: "x", dtype: "uint8", shape: [1 << 20], data: new Uint8Array(1 << 20) },
  ]);
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(join(folder, "arrays", key.slice(0, 2), `${key}.arrays`), then, then);
}

describe("keepCacheQuota", () => {
  it("drops the oldest features above the quota, and none without one", async () => {
    await putArray("old", 48);
    await putArray("newer", 24);
    await putArray("inuse", 1);
    const { arrays } = await Storage.open(folder);
    await keepCacheQuota(folder, undefined);
    expect(await arrays.has("old")).toBe(true);
    await keepCacheQuota(folder, String(2.5 / 1024));
    expect([await arrays.has("old"), await arrays.has("newer"), await arrays.has("inuse")]).toEqual([
      false,
      true,
      true,
    ]);
    await keepCacheQuota(folder, "0");
    expect([await arrays.has("newer"), await arrays.has("inuse")]).toEqual([false, true]);
  });
});
