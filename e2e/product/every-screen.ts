/** Every screen with something real on it: what must hold everywhere is checked on this list. */
import type { Page } from "@playwright/test";
import type { Fuseline } from "./fuseline.ts";
import { makeTwoPartsRun } from "./two-parts-run.ts";

export interface Screen {
  readonly name: string;
  /** The settings of one block. */
  readonly ofBlock?: true;
  show(page: Page): Promise<void>;
}

/** The editor's dialogs by the key that opens them. */
const DIALOGS = { connect: "c", "list view": "l", keys: "?", "go to": "Control+k" } as const;

/** Makes a finished run and an endpoint first. */
export async function everyScreen(fuseline: Fuseline, name: string): Promise<readonly Screen[]> {
  const { pipelineId, runId } = await makeTwoPartsRun(fuseline, name);
  const endpoint = name.toLowerCase().replaceAll(" ", "-");
  await fuseline.call("endpoints.publish", { name: endpoint, runId });
  const at = (path: string) => async (page: Page) => {
    await page.goto(`${fuseline.address}${path}`);
    await settled(page);
  };
  const onCanvas = (act: (page: Page) => Promise<void>) => async (page: Page) => {
    await at(`/pipelines/${pipelineId}`)(page);
    await page.locator("[data-node]").first().waitFor();
    await act(page);
    await settled(page);
  };
  const cards = await cardsOf(fuseline, pipelineId);
  return [
    { name: "start", show: at("/") },
    { name: "pipelines", show: at("/pipelines") },
    { name: "runs", show: at("/runs") },
    { name: "run", show: at(`/runs/${runId}`) },
    { name: "endpoints", show: at("/endpoints") },
    { name: "endpoint", show: at(`/endpoints/${endpoint}`) },
    { name: "canvas", show: onCanvas(async () => undefined) },
    ...cards.map((card) => ({
      name: `settings of ${card}`,
      ofBlock: true as const,
      show: onCanvas(async (page) => {
        await page.locator(`[data-node="${card}"] header`).click();
        // What is folded away is read too.
        for (const folded of await page.locator(".inspector [aria-expanded=false]").all())
          await folded.click();
      }),
    })),
    ...(["t", "r"] as const).map((key) => ({
      name: key === "t" ? "test on the canvas" : "results on the canvas",
      show: onCanvas((page) => page.keyboard.press(key)),
    })),
    ...Object.entries(DIALOGS).map(([dialog, key]) => ({
      name: dialog,
      show: onCanvas(async (page) => {
        await page.locator(`[data-node="${cards[0]}"] header`).click();
        await page.keyboard.press(key);
        await page.getByRole("dialog").waitFor();
      }),
    })),
  ];
}

async function cardsOf(fuseline: Fuseline, pipelineId: string): Promise<readonly string[]> {
  const { document } = await fuseline.call<{ document: { nodes: object } }>(
    "pipelines.get",
    { pipelineId },
    "GET",
  );
  return Object.keys(document.nodes);
}

/** Nothing is being loaded and nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.locator("main h1, main h2").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".skeleton, [aria-busy=true]") === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(350);
}
