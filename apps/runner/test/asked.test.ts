/** What people ask of running work: cancel, stop and keep the best, share it among runners, end everything. */
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltRunner, buildRunner } from "./testing/build-runner.ts";
import { squaresPipeline } from "./testing/colour-squares.ts";
import { childrenOf, isAlive, until } from "./testing/processes.ts";
import { openWorkplace, type Workplace } from "./testing/workplace.ts";

/** Minutes of training: it ends only because somebody says so. */
const ENDLESS = { "encode-image-new.size": 64, "train-model.epochs": 1000, "train-model.patience": 0 };

let built: BuiltRunner;
beforeAll(async () => {
  built = await buildRunner();
});
afterAll(() => built.remove());

let place: Workplace;
beforeEach(async () => {
  place = await openWorkplace({ main: built.main });
});
afterEach(() => place.close());

const isCurve = ({ type }: { readonly type: string }): boolean => type === "metric";

describe("a run that somebody", () => {
  it("cancels while it trains is over in two seconds, and the runner takes the next one", async () => {
    const { plan } = await squaresPipeline(place.storage, ENDLESS);
    place.startRunner();
    const runId = await place.enqueue(plan);
    await place.happens(runId, isCurve);
    const asked = Date.now();
    expect(await place.queue.cancel(runId)).toBe("requested");
    const last = (await place.ended(runId)).at(-1);
    expect(last).toMatchObject({ type: "run-finished", status: "cancelled" });
    expect((last?.at ?? 0) - asked).toBeLessThan(2_000);
    const { plan: quick } = await squaresPipeline(place.storage);
    const next = (await place.ended(await place.enqueue(quick))).at(-1);
    expect(next).toMatchObject({ status: "succeeded" });
  }, 60_000);

  it("cancels while it waits never starts", async () => {
    const { plan } = await squaresPipeline(place.storage);
    const runId = await place.enqueue(plan);
    expect(await place.queue.cancel(runId)).toBe("cancelled");
    place.startRunner();
    const events = await place.ended(runId);
    expect(events.map(({ type }) => type)).toEqual(["run-queued", "run-finished"]);
  }, 60_000);

  it("stops keeps the best so far, measures it and remembers that it was stopped", async () => {
    const { plan } = await squaresPipeline(place.storage, ENDLESS);
    place.startRunner();
    const runId = await place.enqueue(plan);
    await place.happens(runId, (event) => event.type === "metric" && event.series === "validation.accuracy");
    expect(await place.database.runs.requestStop(runId)).toBe(true);
    const events = await place.ended(runId);
    expect(events.at(-1)).toMatchObject({ status: "succeeded" });
    const run = await place.database.runs.get(runId);
    expect(run?.metrics?.accuracy).toMatchObject({ split: "test" });
    const trainer = plan.steps.find((step) => step.step === "node" && step.kind === "train-model");
    const report = (await place.storage.results.get(trainer?.key ?? ""))?.outputs.report;
    expect(report?.type === "report" && (await place.storage.readJson(report.report))).toMatchObject({
      stopped: "person",
    });
  }, 60_000);
});

describe("runners", () => {
  it("share the work: each run is done once, by one of them, and both work", async () => {
    const rates = [0.01, 0.011, 0.012, 0.013];
    const plans = [];
    for (const rate of rates)
      plans.push((await squaresPipeline(place.storage, { "train-model.rate": rate })).plan);
    place.startRunner();
    place.startRunner();
    await until("both runners", async () =>
      (await place.database.runners.alive()).length === 2 ? true : undefined,
    );
    const runs = [];
    for (const plan of plans) runs.push(await place.enqueue(plan));
    for (const runId of runs) {
      const events = await place.ended(runId);
      expect(events.filter(({ type }) => type === "run-started")).toMatchObject([{ attempt: 1 }]);
      expect(events.at(-1)).toMatchObject({ status: "succeeded" });
    }
    const workers = await Promise.all(
      runs.map(async (id) => (await place.database.runs.summary(id))?.runnerId),
    );
    expect(new Set(workers).size).toBe(2);
  }, 60_000);

  it("leave no process when they are ended, and give their run back", async () => {
    const { plan } = await squaresPipeline(place.storage, ENDLESS);
    const runner = place.startRunner();
    const runId = await place.enqueue(plan);
    await place.happens(runId, isCurve);
    const processes = [runner.process.pid ?? 0, ...(await childrenOf(runner.process.pid ?? 0))];
    expect(processes.length).toBe(2);
    runner.process.kill("SIGTERM");
    await once(runner.process, "exit");
    await until("their end", () => (processes.some(isAlive) ? undefined : true), 2_000);
    expect(await place.database.runs.summary(runId)).toMatchObject({ status: "queued" });
    await place.queue.cancel(runId);
  }, 60_000);

  it("leave no process when whoever started them dies", async () => {
    const runner = place.startRunner();
    const processes = [runner.process.pid ?? 0, await runner.executor()];
    // What a supervisor's death looks like to its child: the channel closes.
    runner.process.disconnect();
    await until("their end", () => (processes.some(isAlive) ? undefined : true), 10_000);
  }, 60_000);
});
