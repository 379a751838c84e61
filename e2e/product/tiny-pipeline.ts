/** Pipelines that need no upload: made-up rows, a small model. */
import type { Fuseline } from "./fuseline.ts";

/** Learns the two-parts sample from its texts alone. @returns the pipeline's id */
export async function makeTinyPipeline(fuseline: Fuseline, name: string): Promise<string> {
  const made = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["text"],
    models: { text: null },
    settings: { "train-model.epochs": 3 },
    name,
  });
  return made.pipelineId;
}
