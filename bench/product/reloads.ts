/** How long a page that is reloaded in the middle of a run takes until everything is there again, in Chromium. */
import { chromiumPath, type Fuseline } from "@fuseline/e2e";
import { chromium, type Page } from "playwright-core";

/** Milliseconds from the reload to the canvas with the run's curve and its Stop button. */
export async function reloadTimes(fuseline: Fuseline, count: number): Promise<number[]> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error("Chromium is not installed; this benchmark needs one.");
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    inputs: ["text"],
    name: "A long run",
    settings: { "train-model.epochs": 1_000, "train-model.batch": 4, "train-model.patience": 0 },
  });
  const { runId } = await fuseline.call<{ runId: string }>("runs.start", { pipelineId });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(fuseline.openAddress);
    await page.waitForURL((url) => url.search === "");
    await page.goto(new URL(`/pipelines/${pipelineId}`, page.url()).href);
    await everything(page);
    const times: number[] = [];
    for (let reload = 0; reload < count; reload++) {
      const started = performance.now();
      await page.reload({ waitUntil: "commit" });
      await everything(page);
      times.push(performance.now() - started);
    }
    return times;
  } finally {
    await browser.close();
    await fuseline.call("runs.cancel", { runId });
  }
}

async function everything(page: Page): Promise<void> {
  await page.locator(".react-flow__node").first().waitFor();
  await page
    .getByRole("img", { name: /^Loss: learning/ })
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Stop, keep the best" }).last().waitFor();
}
