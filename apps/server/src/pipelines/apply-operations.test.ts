/** Edits over HTTP: two tabs merge, nothing is saved twice, everyone sees everything. */
import { emptyDocument, type Operation } from "@fuseline/schema";
import { EventSource } from "eventsource";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Edited, SavedEntry } from "./apply-operations.ts";

let test: TestServer;
let pipelineId = "";
beforeAll(async () => {
  test = await startTestServer();
});
beforeEach(async () => {
  ({ id: pipelineId } = await test.call<{ id: string }>("pipelines.create", {
    document: emptyDocument("Mine", 1),
  }));
});
afterAll(() => test.close());

const addNode = (id: string): Operation => ({
  op: "add-node",
  id,
  node: { kind: "load-table", version: 1, params: {}, position: { x: 0, y: 0 } },
});
const rename = (name: string): Operation => ({ op: "set-name", name });

function edit(author: string, base: number, operations: { [id: string]: Operation }): Promise<Edited> {
  const entries = Object.entries(operations).map(([id, operation]) => ({ id, at: 1, operation }));
  return test.call("pipelines.applyOperations", { pipelineId, base, author, entries });
}
const current = () =>
  test.call<{ revision: number; name: string; document: { nodes: object } }>(
    "pipelines.get",
    { pipelineId },
    "GET",
  );

describe("edits", () => {
  it("of many tabs at once all arrive, once", async () => {
    const tabs = Array.from({ length: 6 }, (_, tab) =>
      edit(`tab-${tab}`, 0, { [`e${tab}`]: addNode(`n${tab}`) }),
    );
    const saved = await Promise.all(tabs);
    expect(saved.flatMap(({ dropped }) => dropped)).toEqual([]);
    const { revision, document } = await current();
    expect(revision).toBe(6);
    expect(Object.keys(document.nodes).sort()).toEqual(["n0", "n1", "n2", "n3", "n4", "n5"]);
    // A lost answer makes a tab send again.
    const again = await edit("tab-3", 0, { e3: addNode("n3") });
    expect([again.revision, again.entries.length]).toEqual([6, 6]);
  });

  it("tell what fell away because another tab was first", async () => {
    await edit("left", 0, { a: addNode("n") });
    await edit("right", 1, { b: { op: "remove-node", id: "n" } });
    const late = await edit("left", 1, { c: { op: "set-title", id: "n", title: "Data" }, d: rename("Ours") });
    expect(late.dropped).toMatchObject([{ code: "node-missing" }]);
    expect(late.entries.map(({ id }) => id)).toContain("b");
    expect((await current()).name).toBe("Ours");
  });

  it("are streamed to every tab, and again from where one left off", async () => {
    await edit("left", 0, { a: rename("One") });
    const seen: SavedEntry[] = [];
    const input = encodeURIComponent(JSON.stringify({ pipelineId }));
    const source = new EventSource(`${test.server.address}/trpc/pipelines.changes?input=${input}`, {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${test.server.token}` } }),
    });
    const both = new Promise<void>((resolve) => {
      source.addEventListener("message", ({ data }) => {
        seen.push(JSON.parse(data));
        if (seen.length === 2) resolve();
      });
    });
    await edit("right", 1, { b: rename("Two") });
    await both;
    source.close();
    expect(seen.map(({ id, author, seq }) => [id, author, seq])).toEqual([
      ["a", "left", 1],
      ["b", "right", 2],
    ]);
  });

  it("can be named and looked at later", async () => {
    await edit("left", 0, { a: rename("Before") });
    const { id } = await test.call<{ id: string }>("pipelines.nameVersion", {
      pipelineId,
      name: "first try",
    });
    await edit("left", 1, { b: rename("After") });
    expect(await test.call("pipelines.version", { versionId: id }, "GET")).toMatchObject({
      name: "first try",
      revision: 1,
      document: { name: "Before" },
    });
    await test.call("pipelines.archive", { pipelineId });
    expect(await test.call<{ id: string }[]>("pipelines.list", {}, "GET")).not.toContainEqual(
      expect.objectContaining({ id: pipelineId }),
    );
  });
});
