/** Journey (d): two tabs, undo across a reload, a reload in mid-run, a server killed in mid-run. */
import type { Page } from "@playwright/test";
import { card } from "../product/canvas.ts";
import { expect, test } from "../product/journey.ts";
import { LEARNING } from "../product/patience.ts";
import { runEvents } from "../product/run-events.ts";
import { makeTinyPipeline } from "../product/tiny-pipeline.ts";

test("two tabs merge, and undo reaches back over a reload", async ({ page, context, fuseline, look }) => {
  const pipelineId = await makeTinyPipeline(fuseline, "Shared");
  const address = `${fuseline.address}/pipelines/${pipelineId}`;
  await page.goto(address);
  const other = await context.newPage();
  await other.goto(address);
  const trainer = page.locator(".react-flow__node").filter({ hasText: "Trainer" });
  await trainer.click();
  await page.getByRole("textbox", { name: "Name of the block" }).fill("Teacher");
  await page.keyboard.press("Enter");
  await expect(other.locator(".react-flow__node").filter({ hasText: "Teacher" })).toBeVisible();
  const cards = page.locator(".react-flow__node");
  const before = await cards.count();
  await other
    .getByRole("searchbox", { name: "Find a block" })
    .or(other.getByPlaceholder("Find a block"))
    .fill("Baseline");
  await other.keyboard.press("Enter");
  await expect(cards).toHaveCount(before + 1);
  await look("1-merged");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.reload();
  await expect(cards).toHaveCount(before + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(trainer).toBeVisible();
  await expect(other.locator(".react-flow__node").filter({ hasText: "Teacher" })).toBeHidden();
  await expect(cards).toHaveCount(before + 1);
  await look("2-undone");
});

test("two tabs that change the same field at once end up alike", async ({
  page,
  context,
  fuseline,
  look,
}) => {
  const pipelineId = await makeTinyPipeline(fuseline, "Contested");
  const address = `${fuseline.address}/pipelines/${pipelineId}`;
  const other = await context.newPage();
  const rename = async (tab: Page, from: string, to: string): Promise<void> => {
    await card(tab, from).locator("header").click();
    await tab.getByRole("textbox", { name: "Name of the block" }).fill(to);
    await tab.keyboard.press("Enter");
    await expect(card(tab, to)).toBeVisible();
  };
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  // The network of the second tab is slow: its change is on the way while the first one's is saved.
  await other.route(/pipelines\.applyOperations/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address);
  await other.goto(address);
  await rename(other, "Trainer", "Second");
  await rename(page, "Trainer", "First");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(card(other, "Second"), "its own unsaved change stays in sight").toBeVisible();
  letThrough();
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
  await expect(card(page, "Second"), "what was saved last holds in both").toBeVisible();
  await look("1-alike");
  await page.reload();
  await expect(card(page, "Second")).toBeVisible();
  await other.getByRole("button", { name: "Undo" }).click();
  for (const tab of [page, other])
    await expect(card(tab, "First"), "undone to what it replaced").toBeVisible();
});

test("a run goes on through a reload and the death of the server", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["photo"],
    models: { image: null },
    settings: { "encode-image-new.size": 32, "train-model.epochs": 400, "train-model.patience": 0 },
    name: "Long",
  });
  const { runId } = await fuseline.call<{ runId: string }>("runs.start", { pipelineId });
  await page.goto(`${fuseline.address}/runs/${runId}`);
  const curve = page.getByRole("img", { name: /^Accuracy: .*tuning/ });
  await expect(curve).toBeVisible({ timeout: LEARNING });
  await page.reload();
  await expect(curve).toBeVisible();
  await look("1-reloaded");

  await fuseline.end("SIGKILL");
  await expect(page.getByText(/connection broke/)).toBeVisible({ timeout: LEARNING });
  await look("2-server-dead");
  await fuseline.serve();
  await expect(page.getByText(/connection broke/)).toBeHidden({ timeout: LEARNING });
  await expect(page.getByText(/taken up again/).first()).toBeVisible({ timeout: LEARNING });
  await look("3-goes-on");
  await page.getByRole("button", { name: "Stop, keep best" }).click();
  await expect(page.getByRole("heading", { name: /^Right on/ })).toBeVisible({ timeout: LEARNING });
  await look("4-results");

  const events = await runEvents(fuseline, runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
  expect(events.flatMap(({ type, attempt }) => (type === "run-started" ? attempt : []))).toEqual([1, 2]);
  const losses = events.flatMap(({ series, step }) => (series === "loss" && step !== undefined ? step : []));
  const steps = losses.toSorted((a, b) => a - b);
  expect(new Set(steps).size).toBe(steps.length);
  // Long trainings tell every n-th step: the distances are all the same.
  const gaps = new Set(steps.slice(2).map((step, place) => step - (steps[place + 1] ?? 0)));
  expect([...gaps], "every point of the curve is there once").toHaveLength(1);
});
