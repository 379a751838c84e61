import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage, TableCache } from "@fuseline/data";
import { stepImplementations } from "@fuseline/nodes/runtime";
import {
  makeEngine,
  openPredictor,
  type PretrainedModels,
  requestReader,
  SessionPool,
} from "@fuseline/runtime";
import type { Plan, RunEventDraft } from "@fuseline/schema";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executePlan, type RunOutcome } from "../src/execute-plan.ts";
import { squaresPipeline } from "./testing/colour-squares.ts";

const ENGINES = { test: "1" };

let folder = "";
let storage: Storage;

const noModels: PretrainedModels = {
  image: () => Promise.reject(new Error("no pretrained model was asked for")),
  text: () => Promise.reject(new Error("no pretrained model was asked for")),
};

async function run(plan: Plan, events: RunEventDraft[] = []): Promise<RunOutcome> {
  const sessions = new SessionPool(storage);
  return executePlan({
    runId: `run-${events.length}`,
    attempt: 1,
    plan,
    storage,
    engine: makeEngine(storage, sessions, ENGINES),
    models: () => noModels,
    implementations: stepImplementations,
    tables: new TableCache(storage),
    session: (blob) => sessions.session(blob),
    signal: new AbortController().signal,
    stopRequested: () => false,
    emit: (event) => events.push(event),
  });
}

let plan: Plan;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-runner-"));
  storage = await Storage.open(folder);
  plan = (await squaresPipeline(storage)).plan;
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a pipeline from files to a model that answers", () => {
  it("runs, learns, and measures on rows it has not seen", async () => {
    const events: RunEventDraft[] = [];
    const outcome = await run(plan, events);
    expect(outcome).toMatchObject({ status: "succeeded", reused: 0, ran: plan.steps.length });
    expect(outcome.metrics.accuracy?.value).toBeGreaterThan(0.9);
    expect(outcome.metrics.accuracy?.split).toBe("test");
    const points = events
      .filter((event) => event.type === "metric")
      .map((event) => `${event.series}/${event.step}`);
    expect(points.length).toBeGreaterThan(20);
    expect(new Set(points).size).toBe(points.length);
  }, 120_000);

  it("reuses every step of an unchanged plan", async () => {
    const outcome = await run(plan);
    expect(outcome).toMatchObject({ status: "succeeded", ran: 0, reused: plan.steps.length });
    expect(outcome.seconds).toBeLessThan(1);
  });

  it("answers a request as the evaluator measured", async () => {
    const trainer = plan.steps.find((step) => step.step === "node" && step.kind === "train-model");
    const result = await storage.results.get(trainer?.key ?? "");
    const model = result?.outputs.model;
    if (model?.type !== "model") throw new Error("no model");
    const manifest = JSON.parse(new TextDecoder().decode(await storage.readBytes(model.manifest)));
    const predictor = await openPredictor(manifest, storage);
    const bytes = await sharp({
      create: { width: 64, height: 48, channels: 3, background: { r: 30, g: 230, b: 40 } },
    })
      .jpeg()
      .toBuffer();
    const [answer] = await predictor.predict([{ photo: { name: "new.jpg", bytes } }]);
    expect(answer).toMatchObject({ task: "classes", label: "green" });
    await expect(predictor.predict([{}])).rejects.toMatchObject({ issue: { code: "row-empty" } });
    await predictor.close();
    expect(requestReader([], storage).count).toBe(0);
  });
});
