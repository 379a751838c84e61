/** Journey (e): a label is corrected where the mistake is shown, and the model learns again from what is cached. */
import { expect, test } from "../product/journey.ts";
import { LEARNING } from "../product/patience.ts";
import { runEvents } from "../product/run-events.ts";

test("a mistake is relabelled and the model learns again", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["text"],
    settings: { "train-model.epochs": 5 },
    name: "Relabel",
  });
  const { runId } = await fuseline.call<{ runId: string }>("runs.start", { pipelineId });
  await runEvents(fuseline, runId);
  await page.goto(`${fuseline.address}/runs/${runId}`);
  await expect(page.getByRole("heading", { name: "Mistakes" })).toBeVisible();
  await page
    .getByRole("button", { name: /^Change to/ })
    .first()
    .click();
  await expect(page.getByText("1 label changed")).toBeVisible();
  await look("1-changed");
  await page.getByRole("button", { name: "Learn again" }).click();
  await expect(page).not.toHaveURL(new RegExp(runId));
  await expect(page.getByRole("heading", { name: /^Right on/ })).toBeVisible({ timeout: LEARNING });
  await look("2-learnt-again");
});
