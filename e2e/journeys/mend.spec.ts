/** Journey (c): a wire that does not fit is healed, and a column that is gone is replaced from its error. */
import type { Locator, Page } from "@playwright/test";
import { card } from "../product/canvas.ts";
import { expect, test } from "../product/journey.ts";

async function drawWire(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // In steps, as a hand moves: the first of them begins the wire.
  await page.mouse.move(end.x, end.y, { steps: 12 });
  await page.mouse.up();
}

async function middleOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a wrong wire is explained and healed", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
  });
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  const tokens = card(page, "Text encoder").getByRole("button", { name: /^output Features/ });
  const features = card(page, "Side by side").getByRole("button", { name: /^input Features/ });
  const cards = page.locator(".react-flow__node");
  await expect(cards.first()).toBeVisible();
  const before = await cards.count();
  await drawWire(page, tokens, features);
  const refusal = page.getByRole("alertdialog");
  await expect(refusal).toBeVisible();
  await look("1-refused");
  await refusal.getByRole("button", { name: "Insert" }).click();
  await expect(cards).toHaveCount(before + 1);
  await expect(page.getByText("1 thing to fix first")).toBeHidden();
  await look("2-healed");
});

test("a column that is gone is replaced from its error", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
  });
  const { document, revision } = await fuseline.call<{
    revision: number;
    document: { nodes: Record<string, { kind: string; params: Record<string, unknown> }> };
  }>("pipelines.get", { pipelineId }, "GET");
  const choose = Object.entries(document.nodes).find(([, { kind }]) => kind === "choose-columns");
  if (choose === undefined) throw new Error("no block chooses columns");
  const [id, { params }] = choose;
  const columns = JSON.parse(JSON.stringify(params).replaceAll('"label"', '"verdict"'));
  await fuseline.call("pipelines.applyOperations", {
    pipelineId,
    base: revision,
    author: "a colleague",
    entries: Object.entries(columns).map(([name, value]) => ({
      id: `break-${name}-${pipelineId}`,
      at: Date.now(),
      operation: { op: "set-param", id, name, value },
    })),
  });
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await expect(page.getByText(/thing.? to fix first/)).toBeVisible();
  await card(page, "Choose columns").click();
  await look("1-missing");
  const error = page.getByRole("alert").filter({ hasText: "verdict" }).first();
  await error.getByRole("button", { name: /label/ }).click();
  await expect(page.getByText(/thing.? to fix first/)).toBeHidden();
  await look("2-mended");
});
