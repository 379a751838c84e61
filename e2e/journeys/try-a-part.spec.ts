/** A part of a pipeline is run by itself, and a change is tried in a variant that is compared with what it comes from. */
import { expect, test } from "../product/journey.ts";
import { tabTo } from "../product/keyboard.ts";
import { finishRun, makeTwoPartsRun } from "../product/two-parts-run.ts";

interface Listed {
  readonly status: string;
  readonly until: string | null;
}

test("a pipeline runs up to one block, from its menu and by keyboard", async ({ page, fuseline, look }) => {
  const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
    source: { sample: "two-parts" },
    template: "sort-products",
    models: { image: null, text: null },
    name: "Parts alone",
    // Of its own, so that no other journey has computed any of it.
    seed: 1124,
  });
  const newest = async (): Promise<string> => {
    const [run] = await fuseline.call<Listed[]>("runs.list", { pipelineId, limit: 1 }, "GET");
    return run === undefined ? "none" : `${run.status} up to ${run.until}`;
  };
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  const card = (node: string) => page.locator(`[data-node="${node}"]`);
  await card("split-rows").click({ button: "right" });
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await look("1-menu");
  await menu.getByRole("menuitem", { name: /Run to here/ }).click();
  await expect.poll(newest).toBe("succeeded up to split-rows");
  await expect(card("split-rows").getByText("Done")).toBeVisible();
  await expect(card("choose-columns").getByText("Done")).toBeHidden();
  // What is ready needs no run.
  await expect(page.getByRole("complementary").getByRole("button", { name: "Run to here" })).toBeDisabled();

  await tabTo(page, card("choose-columns"));
  await page.keyboard.press("Shift+F10");
  await expect(menu).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: /Run to here/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(card("choose-columns")).toBeFocused();
  await page.keyboard.press("Control+Shift+Enter");
  await expect.poll(newest).toBe("succeeded up to choose-columns");
  await expect(card("choose-columns").getByText("400 rows")).toBeVisible();
  await look("2-up-to-here");
});

test("a variant is compared with what it comes from", async ({ page, fuseline, look }) => {
  const { pipelineId } = await makeTwoPartsRun(fuseline, "Shapes and words");
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await page.locator('[data-node="train-model"] header').click();
  await page.getByRole("button", { name: "Branch and compare" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the pipeline" })).toHaveValue(
    "Shapes and words, variant",
  );
  const variant = /pipelines\/([\w-]+)/.exec(page.url())?.[1] ?? "";
  expect(variant).not.toBe(pipelineId);
  await fuseline.call("pipelines.applyOperations", {
    pipelineId: variant,
    base: 0,
    author: "test",
    entries: [
      { id: "longer", at: 1, operation: { op: "set-param", id: "train-model", name: "epochs", value: 4 } },
    ],
  });
  const runId = await finishRun(fuseline, variant);
  await page.goto(`${fuseline.address}/runs/${runId}`);
  const compared = page.getByRole("region", { name: "Compared with" });
  await expect(compared.getByRole("combobox")).toContainText("Shapes and words, ");
  await expect(compared.getByText("Trainer: Epochs")).toBeVisible();
  await look("1-compared");
  await page.goto(`${fuseline.address}/runs/${runId}?view=training`);
  await expect(page.getByRole("img", { name: /^Loss: learning .+, tuning .+, before / })).toBeVisible();
  await look("2-run-before");
});
