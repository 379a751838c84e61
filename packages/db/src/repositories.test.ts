import { TransientError } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { sampleDocument, samplePlan, type TestDatabase, testDatabase } from "./testing/index.ts";

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await testDatabase();
  database = openDatabase({ url: server.url });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const edit = (name: string) => ({ op: { rename: name }, inverse: { rename: "?" } });

describe("pipelines", () => {
  it("keep a document as it was given, keys in their order", async () => {
    const document = { name: "Order", zebra: 1, apple: { z: "\u0000", a: "ж" } };
    const { id } = await database.pipelines.create(document);
    expect(JSON.stringify((await database.pipelines.get(id))?.document)).toBe(JSON.stringify(document));
  });

  it("save on the newest revision only, and hand the latecomer what it missed", async () => {
    const { id } = await database.pipelines.create(sampleDocument);
    const renamed = { ...sampleDocument, name: "Renamed" };
    const save = { id, base: 0, document: renamed };
    expect(
      await database.pipelines.save({ ...save, tab: "one", operations: [edit("a"), edit("b")] }),
    ).toEqual({
      saved: true,
      revision: 2,
    });
    const late = await database.pipelines.save({ ...save, tab: "two", operations: [edit("c")] });
    expect(late).toMatchObject({
      saved: false,
      reason: "behind",
      revision: 2,
      since: [{ seq: 1, tab: "one" }, { seq: 2 }],
    });
    expect(await database.pipelines.get(id)).toMatchObject({ name: "Renamed", revision: 2 });
    expect(await database.pipelines.save({ ...save, id: "nothing", tab: "one", operations: [] })).toEqual({
      saved: false,
      reason: "missing",
    });
  });

  it("let exactly one of many tabs win each revision, with no operation lost or doubled", async () => {
    const { id } = await database.pipelines.create(sampleDocument);
    const tab = async (name: string) => {
      for (let index = 0, base = 0; index < 5; ) {
        const saved = await database.pipelines.save({
          id,
          base,
          tab: name,
          operations: [edit(`${name}${index}`)],
          document: sampleDocument,
        });
        if (saved.saved) index += 1;
        if (!saved.saved && saved.reason === "missing") throw new Error("missing");
        base = saved.revision;
      }
    };
    await Promise.all(["a", "b", "c", "d"].map(tab));
    const log = await database.pipelines.operationsAfter(id, 0);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(log.map(({ op }) => JSON.stringify(op))).size).toBe(20);
  });

  it("are archived before they can be removed; their runs stay", async () => {
    const { id } = await database.pipelines.create(sampleDocument);
    const run = await database.runs.create({ pipelineId: id, document: sampleDocument, plan: samplePlan });
    await database.pipelines.nameVersion(id, "first");
    expect(await database.pipelines.listVersions(id)).toMatchObject([{ name: "first", revision: 0 }]);
    expect(await database.pipelines.remove(id)).toBe(false);
    expect(await database.pipelines.setArchived(id, true)).toBe(true);
    expect((await database.pipelines.list()).some((each) => each.id === id)).toBe(false);
    expect(await database.pipelines.remove(id)).toBe(true);
    expect(await database.runs.get(run.id)).toMatchObject({ pipelineId: null, plan: samplePlan });
  });
});

describe("endpoints", () => {
  it("number versions, serve the newest, and roll back", async () => {
    const { id: runId } = await database.runs.create({ document: sampleDocument, plan: samplePlan });
    const publish = (serve: unknown) =>
      database.endpoints.publish({ name: "shop", runId, serve, parity: { rows: 50 } });
    const versions = await Promise.all([publish({ a: 1 }), publish({ a: 2 }), publish({ a: 3 })]);
    expect(versions.sort()).toEqual([1, 2, 3]);
    expect(await database.endpoints.live("shop")).toMatchObject({ version: 3, runId });
    expect(await database.endpoints.setLive("shop", 1)).toBe(true);
    expect(await database.endpoints.setLive("shop", 9)).toBe(false);
    expect(await database.endpoints.listLive()).toMatchObject([
      { name: "shop", version: 1, parity: { rows: 50 } },
    ]);
    expect(await database.endpoints.version("shop", 2)).toMatchObject({ version: 2 });
    expect((await database.endpoints.versions("shop")).map(({ version }) => version)).toEqual([3, 2, 1]);
    await database.endpoints.setArchived("shop", true);
    expect(await database.endpoints.live("shop")).toBeNull();
    expect(await database.keys.valid("shop")).toEqual([]);
  });

  it("open to keys until these are revoked, and never show a hash in a list", async () => {
    const { id: runId } = await database.runs.create({ document: sampleDocument, plan: samplePlan });
    await database.endpoints.publish({ name: "desk", runId, serve: {}, parity: {} });
    const key = await database.keys.add({ endpoint: "desk", label: "site", hash: "f00d", prefix: "fl_abc" });
    if (!key) throw new Error("the endpoint exists");
    expect(await database.keys.valid("desk")).toEqual([{ id: key.id, hash: "f00d" }]);
    await database.keys.used(key.id);
    expect(JSON.stringify(await database.keys.list("desk"))).not.toContain("f00d");
    expect((await database.keys.list("desk"))[0]?.lastUsedAt).toBeInstanceOf(Date);
    expect(await database.keys.revoke(key.id)).toBe(true);
    expect(await database.keys.revoke(key.id)).toBe(false);
    expect(await database.keys.valid("desk")).toEqual([]);
    expect(await database.keys.add({ endpoint: "nothing", label: "", hash: "beef", prefix: "" })).toBeNull();
  });

  it("count their calls by the minute", async () => {
    const { id: runId } = await database.runs.create({ document: sampleDocument, plan: samplePlan });
    await database.endpoints.publish({ name: "busy", runId, serve: {}, parity: {} });
    const endpointId = (await database.endpoints.get("busy"))?.id ?? "";
    const call = (status: number, ms: number) => ({ endpointId, version: 1, status, ms });
    await database.requests.log([call(200, 10), call(200, 30), call(500, 20), call(422, 20)]);
    const traffic = await database.requests.traffic(endpointId, new Date(Date.now() - 60_000));
    expect(traffic.reduce((sum, minute) => sum + minute.calls, 0)).toBe(4);
    expect(traffic.reduce((sum, minute) => sum + minute.failures, 0)).toBe(1);
    expect(await database.requests.prune(new Date(Date.now() + 60_000))).toBe(4);
  });
});

describe("the rest", () => {
  it("keeps uploads, preferences and runners", async () => {
    const upload = await database.uploads.create({
      kind: "table",
      name: "rows.csv",
      bytes: 3e9,
      blob: "abc",
    });
    expect(await database.uploads.get(upload.id)).toMatchObject({
      bytes: 3e9,
      blob: "abc",
      understanding: null,
    });
    await database.uploads.setUnderstanding(upload.id, { columns: ["a"] });
    expect((await database.uploads.list())[0]?.understanding).toEqual({ columns: ["a"] });

    await database.preferences.set("language", "ru");
    await database.preferences.set("language", "en");
    expect(await database.preferences.get("language")).toBe("en");
    expect(await database.preferences.get("nothing")).toBeUndefined();

    const facts = { id: "r1", host: "box", pid: 1, device: "cpu", threads: 2, memory: 8e9 };
    await database.runners.register(facts);
    expect(await database.runners.alive()).toMatchObject([{ ...facts, busy: null, memoryUsed: null }]);
    const load = { runId: "run", busy: 0.5, memoryUsed: 3e9 };
    await database.runners.heartbeat("r1", load);
    expect(await database.runners.alive()).toMatchObject([{ ...facts, ...load }]);
    await database.runners.unregister("r1");
    expect(await database.runners.alive()).toEqual([]);
  });

  it("calls an unreachable server passing trouble", async () => {
    const nowhere = openDatabase({ url: "postgres://a:b@127.0.0.1:9/none" });
    await expect(nowhere.pipelines.list()).rejects.toThrow(TransientError);
    await expect(nowhere.runEvents.listAfter("x")).rejects.toThrow(TransientError);
    await nowhere.close();
  });
});
