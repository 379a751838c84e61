/** What goes wrong in a run becomes an issue on its node, and the runner goes on with the next run. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Storage } from "@fuseline/data";
import type { Issue, RunEvent } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltRunner, buildRunner } from "./testing/build-runner.ts";
import { squaresPipeline } from "./testing/colour-squares.ts";
import { numberTablePipeline } from "./testing/number-table.ts";
import type { TestPipeline } from "./testing/plan-of.ts";
import { openWorkplace, type RunnerLimits, type Workplace } from "./testing/workplace.ts";

const shell = promisify(execFile);

let built: BuiltRunner;
beforeAll(async () => {
  built = await buildRunner();
});
afterAll(() => built.remove());

type Pipeline = (storage: Storage) => Promise<TestPipeline>;

interface Ended {
  readonly status: string;
  readonly issue: Issue | null;
  readonly warnings: readonly Issue[];
  readonly events: readonly RunEvent[];
}

async function outcome(place: Workplace, pipeline: Pipeline): Promise<Ended> {
  const { plan } = await pipeline(place.storage);
  const runId = await place.enqueue(plan);
  const events = await place.ended(runId);
  const run = await place.database.runs.summary(runId);
  const warnings = events.flatMap((event) => (event.type === "log" ? [event.issue] : []));
  return { status: run?.status ?? "", issue: run?.issue ?? null, warnings, events };
}

/** What becomes of the run, and that the runner is well afterwards. */
async function told(pipeline: Pipeline, limits: RunnerLimits = {}): Promise<Ended> {
  const place = await openWorkplace({ main: built.main });
  try {
    place.startRunner(limits);
    const ended = await outcome(place, pipeline);
    const next = await outcome(place, (storage) => squaresPipeline(storage, { "train-model.rate": 0.02 }));
    expect([next.status, next.issue], `the run after it: ${place.complaints.join("")}`).toEqual([
      "succeeded",
      null,
    ]);
    return ended;
  } finally {
    await place.close();
  }
}

describe.concurrent("trouble in a run", () => {
  it("a loss that is no number: an error on the trainer's rate", async () => {
    const wild = {
      "loss-number.how": "squared",
      "train-model.optimiser": "sgd",
      "train-model.rate": 1,
      "train-model.clip": 0,
      "train-model.schedule": "constant",
      "train-model.batch": 128,
      "train-model.epochs": 60,
      "train-model.patience": 0,
    };
    const { status, issue, events } = await told((storage) => numberTablePipeline(storage, wild));
    expect(status).toBe("failed");
    expect(issue).toMatchObject({
      code: "loss-not-finite",
      severity: "error",
      at: { node: "train-model", param: "rate" },
      facts: { rate: 1, lower: 0.1 },
    });
    const failed = events.findLast(({ type }) => type === "step-failed");
    expect(failed?.nodeIds).toContain("train-model");
  }, 60_000);

  it("a photo that cannot be opened: a warning with its row, and the rest is learnt", async () => {
    const { status, warnings } = await told((storage) => squaresPipeline(storage, {}, { broken: [7, 30] }));
    expect(status).toBe("succeeded");
    const rows = warnings.filter(({ at }) => at.node === "encode-image-new").map(({ at }) => at.row);
    expect(rows).toEqual([7, 30]);
  }, 60_000);

  it.skipIf(process.platform !== "linux")(
    "no memory left: an error on a node, with the batch",
    async () => {
      const large = { "encode-image-new.size": 224, "train-model.batch": 1024 };
      const { status, issue } = await told((storage) => squaresPipeline(storage, large), { memory: 1.5e9 });
      expect(status).toBe("failed");
      expect(issue).toMatchObject({ code: "out-of-memory", facts: { batch: 1024 } });
      expect(issue?.at.node).toBeDefined();
    },
    60_000,
  );
});

describe("a full disk", () => {
  it("is an error on the step that wrote, and once there is space the run succeeds", async ({ skip }) => {
    const folder = await mkdtemp(join(tmpdir(), "fuseline-full-"));
    const mounted = await shell("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]).then(
      () => true,
      () => false,
    );
    if (!mounted) {
      await rm(folder, { recursive: true });
      skip("a small disk can be made only by root where mounting is allowed");
    }
    const place = await openWorkplace({ main: built.main, folder });
    try {
      place.startRunner();
      const pipeline: Pipeline = (storage) => squaresPipeline(storage, { "encode-image-new.size": 64 });
      const full = await outcome(place, pipeline);
      expect(full.status).toBe("failed");
      expect(full.issue).toMatchObject({ code: "disk-full", at: { node: "encode-image-new" } });
      await shell("mount", ["-o", "remount,size=64m", folder]);
      expect((await outcome(place, pipeline)).status).toBe("succeeded");
    } finally {
      await place.close();
      await shell("umount", [folder]);
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
