/** The data that comes with Fuseline, corrected by hand and taken through a plan. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import type { Table } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, type Ran, runDocument } from "./testing/run-document.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-samples-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function tableOf(ran: Ran, node: string): Promise<Table> {
  const { data } = await ran.outputs(node);
  if (data?.type !== "dataset") throw new Error(`${node} left no rows`);
  return (await storage.readJson(data.table)) as unknown as Table;
}

const valuesOf = (table: Table, column: string) =>
  table.columns.find(({ name }) => name === column)?.values ?? [];

describe("emoji", () => {
  it("are read, corrected and set aside", async () => {
    const first = await runDocument(documentOf({ emoji: { kind: "load-sample" } }, []), storage);
    const table = await tableOf(first, "emoji");
    expect(table.row.length).toBeGreaterThan(1_800);
    const row = table.row[7] ?? "";
    const edits = [
      { row, column: "group", value: "By hand" },
      { row: "no such row", column: "group", value: "Lost" },
    ];
    const ran = await runDocument(
      documentOf(
        {
          emoji: { kind: "load-sample" },
          mended: { kind: "correct-rows", params: { edits } },
          split: { kind: "split-rows", params: { method: "random" } },
        },
        ["emoji.data > mended.data", "mended.data > split.data"],
      ),
      storage,
    );
    expect(ran.outcome).toMatchObject({ status: "succeeded", reused: 1, ran: 2 });
    const mended = await tableOf(ran, "mended");
    expect(valuesOf(mended, "group")[7]).toBe("By hand");
    expect(valuesOf(mended, "group")[8]).toBe(valuesOf(table, "group")[8]);
    const warnings = ran.events.flatMap((event) => (event.type === "log" ? [event] : []));
    expect(warnings).toMatchObject([
      { nodeIds: ["mended"], issue: { code: "edits-left", facts: { count: 1 } } },
    ]);
    const { split = [] } = await tableOf(ran, "split");
    expect(split.filter((part) => part === "test").length / split.length).toBeCloseTo(0.15, 1);
  }, 60_000);
});

describe("two parts", () => {
  it("are drawn by the seed of the document, and only by it", async () => {
    const document = documentOf({ sample: { kind: "make-sample", params: { rows: 80, noise: 0 } } }, []);
    const one = await tableOf(await runDocument(document, storage), "sample");
    const other = await tableOf(await runDocument({ ...document, seed: 2 }, storage), "sample");
    const renamed = await runDocument(
      documentOf({ other: { kind: "make-sample", params: { rows: 80, noise: 0 } } }, []),
      storage,
    );
    expect(renamed.outcome).toMatchObject({ reused: 1, ran: 0 });
    expect(other.row).not.toEqual(one.row);
    expect(valuesOf(one, "label").filter((label) => label === "same")).toHaveLength(40);
  });
});
