/** What a person sees of the data before anything is built, with real storage. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picturesNamed } from "./column-examples.ts";
import { understandSample } from "./understand-input.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-examples-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("examples of a sample", () => {
  it("are photos that are stored, and words of every other column", async () => {
    const { understanding, examples, pictures } = await understandSample(storage, "emoji");
    expect(pictures.picture).toHaveLength(4);
    for (const blob of pictures.picture ?? []) expect(await storage.size(blob)).toBeGreaterThan(500);
    expect(examples.name_ru).toContain("пицца");
    expect(examples.group).toContain("Food & Drink");
    for (const { name, modality } of understanding.columns)
      if (modality !== "image") expect(examples[name], name).not.toEqual([]);
  });

  it("are there for made-up rows too", async () => {
    const { examples, pictures } = await understandSample(storage, "two-parts");
    expect(pictures.photo?.length).toBeGreaterThan(1);
    expect(examples.label).toEqual(expect.arrayContaining(["same", "differs"]));
  });
});

describe("picturesNamed", () => {
  const file = (path: string, blob: string) => ({ path, blob, bytes: 1 });
  it("finds a photo by its path or its name alone, and nothing for other words", () => {
    const files = [file("photos/chair.jpg", "c"), file("photos/lamp.jpg", "l")];
    const examples = { photo: ["chair.jpg", "photos/lamp.jpg", "gone.jpg"], title: ["Oak chair"] };
    expect(picturesNamed(examples, files)).toEqual({ photo: ["c", "l"], title: [] });
  });
});
