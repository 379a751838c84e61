/** Journey (e): mistakes are gone through by keyboard, a label is corrected, and the model learns again from what is cached. */
import { expect, test } from "../product/journey.ts";
import { pressKey, tabTo } from "../product/keyboard.ts";
import { LEARNING } from "../product/patience.ts";
import { runEvents } from "../product/run-events.ts";

test("mistakes are decided by keyboard and the model learns again", async ({ page, fuseline, look }) => {
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
  const cards = page.getByRole("region", { name: "Mistakes" }).getByRole("listitem");
  await expect(cards.first()).toBeVisible();
  const before = await cards.count();
  // Rows may read alike, so the card itself is watched.
  const second = await cards.nth(1).evaluateHandle((card) => card);

  await tabTo(page, cards.first());
  await page.keyboard.press("ArrowRight");
  await expect(cards.nth(1)).toBeFocused();
  // Its label is right: the card leaves, and the next one has the focus.
  await page.keyboard.press("2");
  await expect(cards.nth(1)).toBeFocused();
  await expect.poll(() => second.evaluate((card) => card.isConnected)).toBe(false);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("1");
  await expect(page.getByText("1 label changed")).toBeVisible();
  await expect(cards.first().getByText(/^changed to/)).toBeVisible();
  await expect(cards).toHaveCount(before);
  await look("1-changed");

  await pressKey(page, page.getByRole("button", { name: "Learn again" }));
  await expect(page).not.toHaveURL(new RegExp(runId));
  await expect(page.getByRole("heading", { name: /^Right on/ })).toBeVisible({ timeout: LEARNING });
  const compared = page.getByRole("region", { name: "Compared with" });
  await expect(compared.getByText("Right answers", { exact: true })).toBeVisible();
  await expect(compared.getByText(/added/)).toBeVisible();
  await look("2-learnt-again");
});
