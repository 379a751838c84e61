/** Runs of a part of a pipeline, and pipelines made from others, beside the runs to the end. */
import type { PipelineDocument } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followRun } from "./testing/follow-run.ts";
import { colourSquares, QUICK } from "./testing/sample-uploads.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";

let test: TestServer;
let pipelineId = "";
let runId = "";
beforeAll(async () => {
  test = await startTestServer();
  const response = await test.owner("/uploads", { method: "POST", body: await colourSquares() });
  const { uploadId } = (await response.json()) as { uploadId: string };
  ({ pipelineId } = await test.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { uploadId },
    template: "sort-products",
    inputs: ["photo"],
    settings: QUICK,
  }));
  ({ runId } = await test.call<{ runId: string }>("runs.start", { pipelineId }));
  expect((await followRun(test, runId)).at(-1)).toMatchObject({ status: "succeeded" });
}, 120_000);
afterAll(() => test.close());

describe("a run up to one block", () => {
  interface Listed {
    readonly id: string;
    readonly until: string | null;
    readonly metrics: object | null;
  }
  const runsOf = (filter: object) => test.call<Listed[]>("runs.list", { pipelineId, ...filter }, "GET");

  it("computes what that block needs and nothing behind it", async () => {
    const { document } = await test.call<{ document: PipelineDocument }>(
      "pipelines.get",
      { pipelineId },
      "GET",
    );
    const [rows] = Object.entries(document.nodes).flatMap(([id, { kind }]) =>
      kind === "choose-columns" ? [id] : [],
    );
    if (rows === undefined) throw new Error("no rows are chosen");
    // Other files: the whole of it would have to run again.
    const changed = { ...document, seed: document.seed + 1 };
    const whole = await test.call<{ steps: object[] }>("runs.forecast", { document: changed }, "GET");
    const upTo = { document: changed, until: rows };
    const forecast = await test.call<{ steps: { nodes: string[] }[] }>("runs.forecast", upTo, "GET");
    expect(forecast.steps.length).toBeLessThan(whole.steps.length);
    expect(forecast.steps.at(-1)?.nodes).toEqual([rows]);
    const { runId: part } = await test.call<{ runId: string }>("runs.start", upTo);
    const last = (await followRun(test, part)).at(-1);
    expect(last).toMatchObject({ type: "run-finished", status: "succeeded" });
    expect(await test.call("runs.get", { runId: part }, "GET")).toMatchObject({ until: rows, metrics: {} });
    expect(await test.call("runs.forecast", upTo, "GET")).toMatchObject({ toRun: 0 });
  });

  it("does not hide the run to the end, nor what has changed since", async () => {
    const { runId: part } = await test.call<{ runId: string }>("runs.start", {
      pipelineId,
      until: "split-rows",
    });
    await followRun(test, part);
    expect((await runsOf({ limit: 1 })).map(({ until }) => until)).toEqual(["split-rows"]);
    expect((await runsOf({ whole: true, limit: 1 })).map(({ id }) => id)).toEqual([runId]);
    const { revision } = await test.call<{ revision: number }>("pipelines.get", { pipelineId }, "GET");
    const operation = { op: "set-param", id: "train-model", name: "epochs", value: 9 };
    const entries = [{ id: "fewer-epochs", at: 1, operation }];
    await test.call("pipelines.applyOperations", { pipelineId, base: revision, author: "test", entries });
    const forecast = await test.call<{ steps: { nodes: string[]; reason: { why: string } | null }[] }>(
      "runs.forecast",
      { pipelineId },
      "GET",
    );
    const training = forecast.steps.find(({ nodes }) => nodes.includes("train-model"));
    expect(training?.reason).toMatchObject({ why: "params-changed", params: ["epochs"] });
  });

  it("is refused for a block that is not there", async () => {
    await expect(test.call("runs.start", { pipelineId, until: "nowhere" })).rejects.toThrow();
  });
});

describe("a variant of a pipeline", () => {
  let variant = "";
  interface Listed {
    readonly id: string;
    readonly pipelineId: string;
  }
  const runsOf = (filter: object) => test.call<Listed[]>("runs.list", { whole: true, ...filter }, "GET");

  it("is a copy with a name of its own, which tells what was changed in it", async () => {
    ({ id: variant } = await test.call<{ id: string }>("pipelines.branch", {
      pipelineId,
      name: "Colours, wider",
    }));
    const [origin, copy] = await Promise.all(
      [pipelineId, variant].map((id) =>
        test.call<{ document: PipelineDocument }>("pipelines.get", { pipelineId: id }, "GET"),
      ),
    );
    expect(copy?.document).toEqual({ ...origin?.document, name: "Colours, wider" });
    const operation = { op: "set-param", id: "train-model", name: "epochs", value: 3 };
    const entries = [{ id: "three-epochs", at: 1, operation }];
    await test.call("pipelines.applyOperations", { pipelineId: variant, base: 0, author: "test", entries });
    const forecast = await test.call<{ steps: { nodes: string[]; reason: { why: string } | null }[] }>(
      "runs.forecast",
      { pipelineId: variant },
      "GET",
    );
    const training = forecast.steps.find(({ nodes }) => nodes.includes("train-model"));
    expect(training?.reason).toMatchObject({ why: "params-changed", params: ["epochs"] });
    expect(forecast.steps.filter(({ reason }) => reason === null).length).toBeGreaterThan(2);
  });

  it("is compared with what it comes from, and with variants of itself", async () => {
    const { runId: own } = await test.call<{ runId: string }>("runs.start", { pipelineId: variant });
    await followRun(test, own);
    expect((await runsOf({ pipelineId: variant })).map(({ id }) => id)).toEqual([own]);
    expect((await runsOf({ pipelineId: variant, family: true })).map(({ id }) => id)).toEqual([own, runId]);
    const { id: second } = await test.call<{ id: string }>("pipelines.branch", {
      pipelineId: variant,
      name: "2",
    });
    for (const pipeline of [pipelineId, second])
      expect((await runsOf({ pipelineId: pipeline, family: true })).map(({ id }) => id)).toEqual([
        own,
        runId,
      ]);
    const [other] = await runsOf({ pipelineId: "nowhere", family: true });
    expect(other).toBeUndefined();
  });
});
