/** A run that is no longer wanted ends at once and leaves its place to the next one. */
import { expect, test } from "../product/journey.ts";
import { LEARNING } from "../product/patience.ts";
import { makeTinyPipeline } from "../product/tiny-pipeline.ts";
import { finishRun } from "../product/two-parts-run.ts";

test("a run is cancelled, and the next one has its place", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["photo"],
    models: { image: null },
    settings: { "encode-image-new.size": 32, "train-model.epochs": 1000, "train-model.patience": 0 },
    name: "Unwanted",
  });
  const { runId } = await fuseline.call<{ runId: string }>("runs.start", { pipelineId });
  await page.goto(`${fuseline.address}/runs/${runId}`);
  await expect(page.getByRole("img", { name: /^Loss: learning/ })).toBeVisible({ timeout: LEARNING });
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish this model" })).toBeHidden();
  await look("1-cancelled");
  await finishRun(fuseline, await makeTinyPipeline(fuseline, "Next"));
  await page.goto(`${fuseline.address}/runs`);
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await look("2-runs");
});
