import { describe, expect, it } from "vitest";
import { ModelShelf } from "./model-shelf.ts";

function model(name: string, closed: string[]) {
  return async () => ({ name, close: async () => void closed.push(name) });
}

describe("ModelShelf", () => {
  it("opens once for many callers and closes the least recently used", async () => {
    const closed: string[] = [];
    const shelf = new ModelShelf<{ name: string; close(): Promise<void> }>(2);
    let opened = 0;
    const open = async () => {
      opened++;
      return model("a", closed)();
    };
    const names = await Promise.all([1, 2, 3].map(() => shelf.use("a", open, async ({ name }) => name)));
    expect([names, opened]).toEqual([["a", "a", "a"], 1]);
    await shelf.use("b", model("b", closed), async () => undefined);
    await shelf.use("a", open, async () => undefined);
    await shelf.use("c", model("c", closed), async () => undefined);
    expect(closed).toEqual(["b"]);
    await shelf.close();
    expect(closed.sort()).toEqual(["a", "b", "c"]);
  });

  it("does not close a model that is answering", async () => {
    const closed: string[] = [];
    const shelf = new ModelShelf<{ name: string; close(): Promise<void> }>(1);
    let finish = () => {};
    const answering = shelf.use(
      "a",
      model("a", closed),
      () => new Promise<void>((resolve) => (finish = resolve)),
    );
    await shelf.use("b", model("b", closed), async () => undefined);
    expect(closed).toEqual([]);
    finish();
    await answering;
    expect(closed).toEqual(["a"]);
  });

  it("tries again after a failed opening", async () => {
    const shelf = new ModelShelf<{ name: string; close(): Promise<void> }>(1);
    const failing = () => Promise.reject(new Error("no file"));
    await expect(shelf.use("a", failing, async () => 1)).rejects.toThrow("no file");
    expect(await shelf.use("a", model("a", []), async () => 1)).toBe(1);
  });
});
