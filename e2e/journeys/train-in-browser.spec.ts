/** The same training step in a browser: losses, weights and answers are those that Node gives. */

import { trainingRuntime } from "@fuseline/runtime";
import { chromium, expect, type Page, test } from "@playwright/test";
import { batchOf, type HeadTask, servingHead, trainHead } from "../pages/fusion-head.ts";
import { type ServedPage, serveTrainPage } from "../pages/serve-train-page.ts";
import type { PageResult, TrainPage } from "../pages/train-page.ts";
import { softwareGraphicsFlags } from "../product/chromium.ts";

/** 1024 → 256 → 43, as on the embeddings of two encoders. */
const LARGE: HeadTask = {
  size: 512,
  hidden: 256,
  classes: 43,
  batch: 128,
  steps: 24,
  rate: 1e-3,
  seed: "browser",
};
/** For a graphics card made of software. */
const SMALL: HeadTask = { ...LARGE, size: 32, hidden: 24, classes: 5, batch: 16, steps: 4 };

let served: ServedPage;
test.beforeAll(async () => {
  served = await serveTrainPage();
});
test.afterAll(() => served.close());

test("the fusion head learns in the browser what it learns in Node", async ({ page }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(served.address)) foreign.push(request.url());
  });
  await page.goto(served.address);
  const actual = await trainIn(page, LARGE, "wasm");
  await expectSame(actual, LARGE);
  expect(foreign).toEqual([]);
});

test("on WebGPU, where the browser has an adapter", async () => {
  const browser = await chromium.launch(softwareGraphicsFlags());
  try {
    const page = await browser.newPage();
    await page.goto(served.address);
    const offered = await page.evaluate(() =>
      (globalThis as unknown as { trainPage: TrainPage }).trainPage.offersWebgpu(),
    );
    test.skip(!offered, "this Chromium offers no WebGPU adapter, not even one made of software");
    await expectSame(await trainIn(page, SMALL, "webgpu"), SMALL);
  } finally {
    await browser.close();
  }
});

function trainIn(page: Page, task: HeadTask, device: "wasm" | "webgpu"): Promise<PageResult> {
  return page.evaluate(
    (given) => (globalThis as unknown as { trainPage: TrainPage }).trainPage.train(given.task, given.device),
    { task, device },
  );
}

async function expectSame(actual: PageResult, task: HeadTask): Promise<void> {
  const runtime = await trainingRuntime("cpu");
  const expected = await trainHead(task, runtime);
  expect(expected.losses.at(-1)).toBeLessThan(0.8 * (expected.losses[0] ?? 0));
  expect(furthest(actual.losses, expected.losses), "losses").toBeLessThan(1e-4);
  expect(Object.keys(actual.weights)).toEqual(Object.keys(expected.weights));
  for (const [name, weights] of Object.entries(expected.weights))
    expect(furthest(numbersOf(actual.weights[name] ?? ""), weights), name).toBeLessThan(1e-4);
  // The browser's own weights, published and asked in Node: the same answers.
  const weights = Object.entries(actual.weights).map(([name, text]) => [name, numbersOf(text)] as const);
  const session = await runtime.open(servingHead(task, Object.fromEntries(weights)));
  const { image, text } = batchOf(task, 1);
  const { logits } = await session.run({
    image: runtime.tensor(image, [task.batch, task.size]),
    text: runtime.tensor(text, [task.batch, task.size]),
    presence: runtime.tensor(new Float32Array(task.batch).fill(1), [task.batch]),
  });
  await session.release();
  expect(furthest(numbersOf(actual.logits), logits?.data as Float32Array), "logits").toBeLessThan(1e-5);
}

function numbersOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Infinite where one is shorter. */
function furthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(expected).reduce(
    (worst, number, at) => Math.max(worst, Math.abs(number - (actual[at] ?? Number.POSITIVE_INFINITY))),
    0,
  );
}
