import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FeatureStore } from "../src/encode/feature-store.ts";

const RECIPE = { file: "a", size: 8 };
let folder = "";
let storage: Storage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-features-"));
  storage = await Storage.open(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const vector = (number: number): Float32Array => Float32Array.from([number, number / 2]);

describe("FeatureStore", () => {
  it("gives back what was saved, also after many saves", async () => {
    for (let round = 0; round < 20; round++) {
      const store = await FeatureStore.open(storage, RECIPE, 2);
      for (let before = 0; before < round; before++) expect(store.get(`id${before}`)).toEqual(vector(before));
      store.add(`id${round}`, vector(round));
      await store.save();
    }
  });

  it("keeps encoders apart, and goes on when a bundle was tidied away", async () => {
    const store = await FeatureStore.open(storage, RECIPE, 2);
    store.add("id", vector(1));
    await store.save();
    expect((await FeatureStore.open(storage, { ...RECIPE, size: 9 }, 2)).get("id")).toBeUndefined();
    for (const { key } of await storage.arrays.list()) await storage.arrays.remove(key);
    expect((await FeatureStore.open(storage, RECIPE, 2)).get("id")).toBeUndefined();
  });
});
