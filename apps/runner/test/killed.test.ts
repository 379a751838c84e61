/** Training that was broken off in the middle, by a death or a pause, goes on as if nothing had happened. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { startRedis } from "@fuseline/queue/testing";
import type { Manifest } from "@fuseline/runtime";
import type { Plan, RunEvent } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltRunner, buildRunner } from "./testing/build-runner.ts";
import { squaresPipeline } from "./testing/colour-squares.ts";
import { until } from "./testing/processes.ts";
import { openWorkplace, type Workplace } from "./testing/workplace.ts";

/** Long enough for a checkpoint every two seconds to come before the end. */
const SETTINGS = { "encode-image-new.size": 32, "train-model.epochs": 40, "train-model.patience": 0 };
const TOLERANCE = 1e-6;

let built: BuiltRunner;
let data = "";
let plan: Plan;
let trainer = "";
let expected: Finished;

beforeAll(async () => {
  built = await buildRunner();
  data = await mkdtemp(join(tmpdir(), "fuseline-squares-"));
  plan = (await squaresPipeline(await Storage.open(data), SETTINGS)).plan;
  trainer = plan.steps.find((step) => step.step === "node" && step.kind === "train-model")?.key ?? "";
  const place = await openWorkplace({ main: built.main, data });
  place.startRunner();
  expected = await finished(place, await place.enqueue(plan));
  await place.close();
}, 120_000);

afterAll(async () => {
  await built.remove();
  await rm(data, { recursive: true, force: true });
});

interface Finished {
  readonly events: readonly RunEvent[];
  /** "series step" → value, in the order of the log. */
  readonly curve: readonly (readonly [point: string, value: number])[];
  readonly metrics: { readonly [name: string]: number };
  /** Blob of the trained graph, weights included. */
  readonly model: string;
  /** What the model itself remembers of its training. */
  readonly remembered: Manifest["training"]["curves"];
}

async function finished({ ended, database, storage }: Workplace, runId: string): Promise<Finished> {
  const events = await ended(runId);
  const run = await database.runs.get(runId);
  expect(run?.issue ?? null).toBeNull();
  const model = (await storage.results.get(trainer))?.outputs.model;
  if (model?.type !== "model") throw new Error("no model was stored");
  const manifest: Manifest = JSON.parse(new TextDecoder().decode(await storage.readBytes(model.manifest)));
  return {
    events,
    curve: events.flatMap((event) =>
      event.type === "metric" ? [[`${event.series} ${event.step}`, event.value] as const] : [],
    ),
    metrics: Object.fromEntries(Object.entries(run?.metrics ?? {}).map(([name, { value }]) => [name, value])),
    model: manifest.graph,
    remembered: manifest.training.curves,
  };
}

/** Waits until training has a checkpoint and has gone on from it. */
async function trainingGoesOn({ storage, database }: Workplace, runId: string): Promise<void> {
  await until("a checkpoint", async () => (await storage.checkpoints.read(trainer)) ?? undefined);
  const seen = (await database.runs.summary(runId))?.lastSeq ?? 0;
  await until("points after the checkpoint", async () =>
    ((await database.runs.summary(runId))?.lastSeq ?? 0) > seen ? true : undefined,
  );
}

function isLikeUndisturbed(run: Finished): void {
  const points = new Map(run.curve);
  expect(points.size, "doubled points").toBe(run.curve.length);
  expect([...points.keys()].sort()).toEqual(expected.curve.map(([point]) => point).sort());
  for (const [point, value] of expected.curve)
    expect(Math.abs((points.get(point) ?? Number.NaN) - value), point).toBeLessThan(TOLERANCE);
  expect(Object.keys(run.metrics)).toEqual(Object.keys(expected.metrics));
  for (const [name, value] of Object.entries(expected.metrics))
    expect(Math.abs((run.metrics[name] ?? Number.NaN) - value), name).toBeLessThan(TOLERANCE);
  expect(run.remembered).toEqual(expected.remembered);
  expect(run.model, "the weights are the same to the last bit").toBe(expected.model);
}

/** Epochs done when the second attempt first told of its progress. */
function takenUpAt({ events }: Finished): number {
  const again = events.findIndex((event) => event.type === "run-started" && event.attempt === 2);
  const progress = events.slice(again).find((event) => event.type === "progress" && event.key === trainer);
  return again >= 0 && progress?.type === "progress" ? progress.done : -1;
}

interface Place {
  readonly redisUrl?: string;
}

function killed(name: string, { redisUrl }: Place): void {
  const open = (): Promise<Workplace> =>
    openWorkplace({ main: built.main, data, ...(redisUrl === undefined ? {} : { redisUrl }) });

  describe.concurrent(`queue on ${name}`, () => {
    it("goes on in another runner when the runner is killed", async () => {
      const place = await open();
      const victim = place.startRunner();
      const runId = await place.enqueue(plan);
      await trainingGoesOn(place, runId);
      victim.process.kill("SIGKILL");
      place.startRunner();
      const run = await finished(place, runId);
      expect(takenUpAt(run)).toBeGreaterThan(1);
      isLikeUndisturbed(run);
      await place.close();
    }, 120_000);

    it("goes on in a new process when the process that trains is killed", async () => {
      const place = await open();
      const runner = place.startRunner();
      const runId = await place.enqueue(plan);
      await trainingGoesOn(place, runId);
      process.kill(await runner.executor(), "SIGKILL");
      const run = await finished(place, runId);
      expect(takenUpAt(run)).toBeGreaterThan(1);
      isLikeUndisturbed(run);
      await place.close();
    }, 120_000);

    it("pauses within a batch, survives a restart, and goes on in another runner", async () => {
      const place = await open();
      const first = place.startRunner();
      const runId = await place.enqueue(plan);
      await place.happens(runId, (event) => event.type === "metric" && event.step >= 7);
      const asked = Date.now();
      expect(await place.queue.pause(runId)).toBe("requested");
      const rest = await place.happens(runId, ({ type }) => type === "run-paused");
      expect(rest.at - asked).toBeLessThan(2_000);
      expect(await place.database.runs.summary(runId)).toMatchObject({ status: "paused" });
      expect(await place.storage.checkpoints.read(trainer)).not.toBeNull();
      first.process.kill("SIGTERM");
      await once(first.process, "exit");
      place.startRunner();
      await until("a runner", async () => (await place.database.runners.alive())[0]);
      expect(await place.database.runEvents.listAfter(runId, rest.seq), "nobody may take it up").toEqual([]);
      expect(await place.queue.resume(runId)).toBe(true);
      const run = await finished(place, runId);
      expect(run.events.filter(({ type }) => type === "run-resumed")).toHaveLength(1);
      isLikeUndisturbed(run);
      await place.close();
    }, 120_000);
  });
}

killed("PostgreSQL", {});
const redis = await startRedis();
if (redis === null) {
  it("takes up runs of a queue on Redis", ({ skip }) => skip("redis-server is not installed"));
} else {
  afterAll(() => redis.stop());
  killed("Redis", { redisUrl: redis.url });
}
