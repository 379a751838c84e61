/** The pictures of the README: one pipeline from the canvas to its endpoint, by day, by night and in Russian. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import type { Fuseline } from "../product/fuseline.ts";
import { repositoryRoot } from "../product/repository-root.ts";
import { finishRun } from "../product/two-parts-run.ts";
import { expect, test } from "../product/with-hub.ts";

const FOLDER = join(repositoryRoot(import.meta.url), "docs/pictures");
const MODEL = { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" };
const QUALITY = 84;
const CALLS = 24;

test("pictures of the README", async ({ page, withHub }) => {
  // Whoever fetches a model first is told so; the pictures are to be of every day.
  await fetchModel(withHub);
  const { pipelineId } = await withHub.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "emoji" },
    template: "sort-products",
    models: { image: MODEL },
    name: "Emoji sorter",
  });
  const runId = await finishRun(withHub, pipelineId);
  const published = await withHub.call<{ key: string; url: string }>("endpoints.publish", {
    runId,
    name: "emoji",
  });
  for (let call = 0; call < CALLS; call++) await ask(published, NAMES[call % NAMES.length] ?? "");
  await page.goto(withHub.openAddress);
  await page.waitForURL(`${withHub.address}/`);
  await mkdir(FOLDER, { recursive: true });

  await page.goto(`${withHub.address}/pipelines/${pipelineId}`);
  await expect(page.getByRole("img", { name: /^Accuracy/ }).first()).toBeVisible();
  await keep(page, "canvas");
  await page.goto(`${withHub.address}/runs/${runId}`);
  await expect(page.getByRole("heading", { name: "Mistakes" })).toBeVisible();
  await keep(page, "results");

  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${withHub.address}/endpoints/emoji`);
  await expect(page.getByRole("heading", { name: "Parity certificate" })).toBeVisible();
  await keep(page, "endpoint-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${withHub.address}/pipelines/${pipelineId}`);
  await page.getByRole("button", { name: "RU", exact: true }).click();
  await expect(page.getByRole("img", { name: /^Точность/ }).first()).toBeVisible();
  await keep(page, "canvas-ru");
  await page.goto(`${withHub.address}/runs/${runId}`);
  await expect(page.getByRole("heading", { name: "Ошибки" })).toBeVisible();
  await keep(page, "results-ru");
  await page.goto(withHub.address);
  await expect(page.getByText("Emoji sorter")).toBeVisible();
  await keep(page, "start-ru");
});

async function fetchModel(product: Fuseline): Promise<void> {
  const { pipelineId } = await product.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["photo"],
    models: { image: MODEL },
    settings: { "train-model.epochs": 1 },
    name: "Shapes",
  });
  await finishRun(product, pipelineId);
}

const NAMES = ["red apple", "sad cat", "flag of Japan", "steam train", "birthday cake", "waving hand"];

async function ask(published: { readonly key: string; readonly url: string }, name: string): Promise<void> {
  const response = await fetch(published.url, {
    method: "POST",
    headers: { authorization: `Bearer ${published.key}`, "content-type": "application/json" },
    body: JSON.stringify({ inputs: { name_en: name } }),
  });
  expect(response.status).toBe(200);
}

/** Once every picture on the page has arrived. */
async function keep(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect
    .poll(() => page.evaluate(() => [...document.images].every(({ complete }) => complete)))
    .toBe(true);
  const picture = await page.screenshot({ animations: "disabled" });
  await sharp(picture)
    .webp({ quality: QUALITY })
    .toFile(join(FOLDER, `${name}.webp`));
}
