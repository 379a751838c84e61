/** What every graph node of the catalogue must do, whatever it computes. A new kind is tested by being declared. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initialise } from "@fuseline/autograd";
import { Storage } from "@fuseline/data";
import {
  type Engine,
  type Manifest,
  makeEngine,
  openSession,
  type RowArray,
  SessionPool,
} from "@fuseline/runtime";
import type { Dim } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/catalog/catalog.ts";
import { graphImplementations, stepImplementations } from "../../src/runtime.ts";
import { type Example, type ExampleJob, exampleJob, examplesOf, ROWS } from "./example-job.ts";

const STEPS = 120;

let folder = "";
let storage: Storage;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-standard-"));
  storage = await Storage.open(folder);
  engine = makeEngine(storage, new SessionPool(storage), { test: "1" });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("has an implementation for every kind that runs", () => {
  for (const { kind, stage } of definitions) {
    expect(graphImplementations.has(kind), kind).toBe(stage === "graph");
    expect(stepImplementations.has(kind), kind).toBe(stage === "step");
  }
});

async function trained({ job }: ExampleJob) {
  const model = await engine.train(job, "example");
  const { manifest } = await engine.finish({ job, trained: model, inputs: [] });
  return { model, manifest, bytes: await storage.readBytes(manifest.graph) };
}

/** Runs the serving graph for some rows. */
async function served({ feeds, graph }: Manifest, { job }: ExampleJob, rows: readonly number[]) {
  const session = await openSession(storage.path(graph));
  const inputs = feeds.map(({ input, source, part }) => {
    const array = job.sources[source]?.arrays[part];
    if (array === undefined) throw new Error(`${source} has no ${part}`);
    return [input, tensorOf(array, rows)] as const;
  });
  const outputs = await session.run(Object.fromEntries(inputs));
  await session.release();
  return outputs;
}

function tensorOf({ dtype, dims, data }: RowArray, rows: readonly number[]): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const picked = rows.flatMap(
    (row) => [...data.subarray(row * size, (row + 1) * size)] as (number | bigint)[],
  );
  const shape = [rows.length, ...dims];
  if (dtype === "int64") return new Tensor("int64", BigInt64Array.from(picked as bigint[]), shape);
  return dtype === "uint8"
    ? new Tensor("uint8", Uint8Array.from(picked as number[]), shape)
    : new Tensor("float32", Float32Array.from(picked as number[]), shape);
}

type Outputs = Awaited<ReturnType<typeof served>>;

/** The loss that the evaluation graph measured, once more from what the serving graph answers. */
function servedLoss({ head }: Manifest, { job }: ExampleJob, outputs: Outputs): number {
  const numbers = (name: string): number[] => Array.from(outputs[name]?.data ?? [], Number);
  const truth = (source: string): number[] =>
    Array.from(job.sources[source]?.arrays.value?.data ?? [], Number);
  const surprise = (scores: readonly number[], right: number): number =>
    Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - (scores[right] ?? 0);
  switch (head.task) {
    case "classes": {
      const scores = rowsOf(numbers(head.output));
      const classes = truth("target" in job.sources ? "target" : "answers.class");
      return mean(scores.map((row, place) => surprise(row, classes[place] ?? 0)));
    }
    case "value": {
      const given = numbers(head.output);
      const right = truth("target" in job.sources ? "target" : "answers.number");
      return mean(given.map((value, place) => (value - (right[place] ?? 0)) ** 2));
    }
    case "pairs": {
      const [a, b] = [rowsOf(numbers(head.a.output)), rowsOf(numbers(head.b.output))];
      const dot = (x: readonly number[], y: readonly number[]): number =>
        x.reduce((sum, value, k) => sum + value * (y[k] ?? 0), 0) * head.scale;
      const forth = a.map((x, row) =>
        surprise(
          b.map((y) => dot(x, y)),
          row,
        ),
      );
      const back = b.map((y, row) =>
        surprise(
          a.map((x) => dot(x, y)),
          row,
        ),
      );
      return (mean(forth) + mean(back)) / 2;
    }
  }
}

function rowsOf(numbers: readonly number[]): number[][] {
  const width = numbers.length / ROWS;
  return Array.from({ length: ROWS }, (_, row) => numbers.slice(row * width, (row + 1) * width));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A symbol may be any size, but the same everywhere in the node. */
function expectDims(real: readonly number[], inferred: readonly Dim[], known: Map<string, number>): void {
  expect(real).toHaveLength(inferred.length);
  inferred.forEach((dim, axis) => {
    if (typeof dim === "number") expect(real[axis]).toBe(dim);
    if (typeof dim !== "string") return;
    const size = real[axis] ?? 0;
    expect(known.get(dim) ?? size).toBe(size);
    known.set(dim, size);
  });
}

const examples = definitions
  .filter(({ stage }) => stage === "graph")
  .flatMap(examplesOf)
  .map((example): [string, Example] => [example.name, example]);

describe.each(examples)("%s", (_, example) => {
  it("moves every weight in one step, from values that the seed alone decides", async () => {
    const made = exampleJob(example, 1);
    const { model } = await trained(made);
    const again = await trained(exampleJob(example, 1));
    expect(again.model.parameters).toEqual(model.parameters);
    expect(Buffer.compare(again.bytes, (await trained(made)).bytes)).toBe(0);
    const first = initialise(made.learnt(), made.job.seed);
    for (const [name, start] of first) {
      // An adapter's other factor begins at zero, so this one moves from the second step on.
      if (name.endsWith("/lora/down")) continue;
      const end = model.parameters[name];
      expect(
        end?.some((value, place) => value !== start[place]),
        `${name} stands still`,
      ).toBe(true);
    }
  });

  it("learns one batch by heart, and serves what was evaluated in the shapes that were promised", async () => {
    const made = exampleJob(example, STEPS);
    const { model, manifest } = await trained(made);
    const losses = (model.curves["validation.loss"] ?? []).map(([, value]) => value);
    expect(Math.min(...losses)).toBeLessThan(0.1 * (losses[0] ?? 0) + 0.02);

    const all = await served(
      manifest,
      made,
      Array.from({ length: ROWS }, (__, row) => row),
    );
    const known = new Map([["B", ROWS]]);
    for (const [port, type] of Object.entries(made.inferred.outputs)) {
      const output = all[made.ports.get(port) ?? ""];
      if ("dims" in type && output !== undefined) expectDims(output.dims, type.dims, known);
      expect(output !== undefined || type.kind === "loss", `${port} was built`).toBe(true);
    }
    if (example.definition.group !== "loss")
      expect(servedLoss(manifest, made, all)).toBeCloseTo(losses.at(-1) ?? Number.NaN, 4);
    const few = await served(manifest, made, [1, 4]);
    for (const [name, { data, dims }] of Object.entries(few)) {
      const size = dims.slice(1).reduce((product, dim) => product * dim, 1);
      [1, 4].forEach((row, place) => {
        for (let k = 0; k < size; k++) {
          const whole = Number(all[name]?.data[row * size + k]);
          expect(Math.abs(Number(data[place * size + k]) - whole)).toBeLessThan(
            1e-4 * Math.max(1, Math.abs(whole)),
          );
        }
      });
    }
  });
});
