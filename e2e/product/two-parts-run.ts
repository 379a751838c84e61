/** A finished run of photos and texts that learns in seconds, made without the screen. */
import type { Fuseline } from "./fuseline.ts";
import { runEvents } from "./run-events.ts";

export interface TwoPartsRun {
  readonly pipelineId: string;
  readonly runId: string;
}

/** The first of a worker learns; the others find everything done. */
export async function makeTwoPartsRun(fuseline: Fuseline, name: string): Promise<TwoPartsRun> {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    models: { image: null, text: null },
    settings: { "encode-image-new.size": 16, "train-model.epochs": 3 },
    name,
  });
  return { pipelineId, runId: await finishRun(fuseline, pipelineId) };
}

/** Runs the pipeline as it is now, to the end. */
export async function finishRun(fuseline: Fuseline, pipelineId: string): Promise<string> {
  const { runId } = await fuseline.call<{ runId: string }>("runs.start", { pipelineId });
  const last = (await runEvents(fuseline, runId)).at(-1);
  if (last?.status !== "succeeded") throw new Error(`run ${runId} ended ${last?.status}`);
  return runId;
}
