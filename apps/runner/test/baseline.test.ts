/** Quick baselines and answers for every row, on a made-up table whose answers are known. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import type { MetricNumber, Table } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, type Ran, runDocument } from "./testing/run-document.ts";

const ROWS = 300;
const TOWNS = ["Ash", "Birch", "Cedar", "Elm"] as const;

let folder = "";
let storage: Storage;
let ran: Ran;

/** Price = 40 · area + 3,000 for each step of the town, a little noise; a dear home costs above the middle. */
function homes(): string {
  const lines = ["area,rooms,town,price,class"];
  for (let row = 0; row < ROWS; row++) {
    const area = 40 + ((row * 37) % 100);
    const town = (row * 7) % TOWNS.length;
    const price = Math.round(40 * area + 3_000 * town + 200 * Math.sin(row * 12.9898));
    lines.push(
      `${area},${1 + (row % 4)},${TOWNS[town]},${price},${price > 8_100 ? "dear" : price > 6_000 ? "usual" : "cheap"}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-baseline-"));
  storage = await Storage.open(folder);
  const bytes = new TextEncoder().encode(homes());
  const file = { blob: await storage.putBytes(bytes), name: "homes.csv", bytes: bytes.byteLength };
  const role = (modality: string, as: "input" | "target" = "input") => ({
    role: as,
    modality,
    several: false,
  });
  const document = documentOf(
    {
      homes: { kind: "load-table", params: { file } },
      split: { kind: "split-rows", params: { method: "random" } },
      columns: {
        kind: "choose-columns",
        params: {
          roles: {
            area: role("number"),
            rooms: role("number"),
            town: role("category"),
            price: role("number", "target"),
            class: role("category", "target"),
          },
        },
      },
      table: { kind: "encode-table" },
      size: { kind: "encode-table" },
      price: { kind: "train-baseline" },
      class: { kind: "train-baseline" },
      fixed: { kind: "train-baseline", params: { strength: 1e6 } },
      check: { kind: "evaluate-number" },
      errors: { kind: "show-errors" },
      "answer-price": { kind: "predict-rows", params: { name: "said" } },
      "answer-class": { kind: "predict-rows", params: { name: "said" } },
    },
    [
      "homes.data > split.data",
      "split.data > columns.data",
      "columns.column:area > table.columns",
      "columns.column:town > table.columns",
      "columns.column:area > size.columns",
      "table.embedding > price.features",
      "columns.column:price > price.target",
      "table.embedding > class.features",
      "columns.column:class > class.target",
      "size.embedding > fixed.features",
      "columns.column:price > fixed.target",
      "price.model > check.model",
      "price.model > errors.model",
      "price.model > answer-price.model",
      "columns.data > answer-price.data",
      "class.model > answer-class.model",
      "homes.data > answer-class.data",
    ],
  );
  ran = await runDocument(document, storage);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function metrics(node: string): Promise<{ readonly [name: string]: MetricNumber }> {
  const { metrics: value } = await ran.outputs(node);
  if (value?.type !== "metrics") throw new Error(`${node} left no metrics`);
  return value.metrics;
}

async function rowsOf(node: string): Promise<Table> {
  const { data } = await ran.outputs(node);
  if (data?.type !== "dataset") throw new Error(`${node} left no rows`);
  return (await storage.readJson(data.table)) as unknown as Table;
}

describe("a quick baseline", () => {
  it("finds a line through numbers and categories, beside the median", async () => {
    expect(ran.outcome).toMatchObject({ status: "succeeded" });
    const { r2, mae } = await metrics("price");
    expect(r2?.value).toBeGreaterThan(0.995);
    expect(r2?.chance).toBeLessThan(0.05);
    expect(mae?.value).toBeLessThan(250);
  });

  it("tells classes with a probe, beside the commonest", async () => {
    const { accuracy } = await metrics("class");
    expect(accuracy?.value).toBeGreaterThan(0.9);
    expect(accuracy?.value).toBeGreaterThan((accuracy?.chance ?? 1) + 0.2);
  });

  it("is held back by the strength that is set", async () => {
    expect((await metrics("fixed")).r2?.value).toBeLessThan(0.2);
  });

  it("leaves a model that evaluators measure alike, under its own names in the summary", async () => {
    expect((await metrics("check")).r2?.value).toBe((await metrics("price")).r2?.value);
    expect(ran.outcome.metrics["baseline.r2"]?.value).toBeDefined();
    expect(ran.outcome.metrics.r2?.value).toBe((await metrics("price")).r2?.value);
    const report = await ran.report<{ residuals: unknown[]; answers: unknown[] }>("check");
    expect(report.residuals).toHaveLength(5);
    expect(report.answers.length).toBeGreaterThan(20);
  });
});

describe("a baseline that is given something to learn", () => {
  it("says which block that is", async () => {
    const role = (modality: string, as: "input" | "target" = "input") => ({
      role: as,
      modality,
      several: false,
    });
    const document = documentOf(
      {
        sample: { kind: "make-sample", params: { rows: 60 } },
        split: { kind: "split-rows" },
        columns: {
          kind: "choose-columns",
          params: { roles: { photo: role("image"), label: role("category", "target") } },
        },
        photos: { kind: "encode-image-new", params: { size: 16 } },
        drop: { kind: "drop" },
        quick: { kind: "train-baseline" },
      },
      [
        "sample.data > split.data",
        "split.data > columns.data",
        "columns.column:photo > photos.photos",
        "photos.embedding > drop.features",
        "drop.features > quick.features",
        "columns.column:label > quick.target",
      ],
    );
    const { outcome } = await runDocument(document, storage);
    expect(outcome.issue).toMatchObject({ code: "baseline-must-learn", at: { node: "photos" } });
  });
});

describe("answers for every row", () => {
  it("fill a column of the model's own rows", async () => {
    const table = await rowsOf("answer-price");
    const said = table.columns.find(({ name }) => name === "said");
    const price = table.columns.find(({ name }) => name === "price");
    expect(said).toMatchObject({ modality: "number" });
    const off = (said?.values ?? []).map((value, row) =>
      Math.abs(Number(value) - Number(price?.values[row])),
    );
    expect(off.filter((difference) => difference > 1_000)).toEqual([]);
    expect(table.split).toHaveLength(ROWS);
  });

  it("fill two of rows it has never seen, computed afresh", async () => {
    const table = await rowsOf("answer-class");
    expect(table.columns.map(({ name }) => name)).toEqual([
      ...["area", "rooms", "town", "price", "class"],
      ...["said", "said_confidence"],
    ]);
    const values = (name: string) => table.columns.find((column) => column.name === name)?.values ?? [];
    const right = values("said").filter((value, row) => value === values("class")[row]).length;
    expect(right / ROWS).toBeGreaterThan(0.9);
    for (const sure of values("said_confidence")) {
      expect(Number(sure)).toBeGreaterThan(0.3);
      expect(Number(sure)).toBeLessThanOrEqual(1);
    }
  });
});
