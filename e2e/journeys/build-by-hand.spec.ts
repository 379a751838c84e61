/** A pipeline is built by hand: blocks dragged and inserted, copied, taken out again, versions kept, a file uploaded. */
import { writeFile } from "node:fs/promises";
import { card, choose, type KeptDocument, keptDocument, wiredKinds } from "../product/canvas.ts";
import { expect, test } from "../product/journey.ts";
import { makeTinyPipeline } from "../product/tiny-pipeline.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("blocks come from the palette: dragged where they are let go, and by keyboard beside what is chosen", async ({
  page,
  fuseline,
  look,
}) => {
  const pipelineId = await makeTinyPipeline(fuseline, "From the palette");
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await card(page, "Trainer").waitFor();
  const canvas = page.locator(".canvas");
  const box = await canvas.boundingBox();
  if (box === null) throw new Error("there is no canvas");
  const place = { x: box.width / 2, y: box.height - 90 };
  await page.locator('.palette-item[data-kind="fuse-gated"]').dragTo(canvas, { targetPosition: place });
  const dragged = card(page, "Gated");
  await expect(dragged).toHaveCount(1);
  const lies = await dragged.boundingBox();
  expect(lies?.x).toBeLessThan(box.x + place.x);
  expect((lies?.x ?? 0) + (lies?.width ?? 0)).toBeGreaterThan(box.x + place.x);
  await look("1-dragged");

  await choose(page, "Trainer");
  await page.keyboard.press("/");
  await page.keyboard.type("error gall");
  await page.keyboard.press("Enter");
  await expect(page.locator(".react-flow__node.selected")).toContainText("Error gallery");
  await expect
    .poll(async () =>
      wiredKinds(await keptDocument(fuseline, pipelineId)).filter((wire) => wire === INSERTED),
    )
    .toHaveLength(2);
  await look("2-inserted");
});

const INSERTED = "train-model > show-errors";

test("blocks are copied, pasted, duplicated, chosen together and taken out with their gap healed", async ({
  page,
  fuseline,
  look,
}) => {
  const pipelineId = await makeTinyPipeline(fuseline, "Copies");
  const before = await keptDocument(fuseline, pipelineId);
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  const cards = page.locator(".react-flow__node");
  const count = Object.keys(before.nodes).length;
  await expect(cards).toHaveCount(count);
  const kept = () => keptDocument(fuseline, pipelineId);

  await choose(page, "Choose columns");
  await page.keyboard.down("Control");
  await choose(page, "Set rows aside");
  await page.keyboard.up("Control");
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(2);
  await page.keyboard.press("Control+C");
  await page.keyboard.press("Control+V");
  await expect(cards).toHaveCount(count + 2);
  await expect
    .poll(async () => wiredKinds(await kept()).filter((wire) => wire === BETWEEN), "the wire came too")
    .toHaveLength(2);
  await look("1-pasted");
  await page.keyboard.press("Delete");
  await expect(cards).toHaveCount(count);

  await choose(page, "Trainer");
  await page.keyboard.press("Control+D");
  await expect(card(page, "Trainer")).toHaveCount(2);
  await page.keyboard.press("Control+Z");
  await expect(card(page, "Trainer")).toHaveCount(1);

  await choose(page, "Set rows aside");
  await page.keyboard.press("Delete");
  await expect(cards).toHaveCount(count - 1);
  await expect
    .poll(async () => wiredKinds(await kept()))
    .toEqual(
      [
        ...wiredKinds(before).filter((wire) => !wire.includes("split-rows")),
        "make-sample > choose-columns",
      ].toSorted(),
    );
  await look("2-healed");
});

const BETWEEN = "split-rows > choose-columns";

test("a version is named, worked on, and gone back to", async ({ page, fuseline, look }) => {
  const pipelineId = await makeTinyPipeline(fuseline, "Versions of it");
  const shape = ({ nodes, wires }: KeptDocument) => ({
    nodes,
    wires: Object.values(wires)
      .map((wire) => JSON.stringify(wire))
      .toSorted(),
  });
  const before = shape(await keptDocument(fuseline, pipelineId));
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await page.getByRole("button", { name: "Versions" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name of this version" }).fill("As it came");
  await dialog.getByRole("button", { name: "Keep version" }).click();
  const version = dialog.getByRole("listitem").filter({ hasText: "As it came" });
  await expect(version).toBeVisible();
  await look("1-named");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await choose(page, "Trainer");
  await page.getByRole("textbox", { name: "Name of the block" }).fill("Teacher");
  await page.keyboard.press("Enter");
  await choose(page, "Set rows aside");
  await page.keyboard.press("Delete");
  await expect(card(page, "Teacher")).toBeVisible();
  await expect(card(page, "Set rows aside")).toHaveCount(0);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Versions" }).click();
  await version.getByRole("button", { name: "Go back to it" }).click();
  await expect(card(page, "Trainer")).toBeVisible();
  await expect(card(page, "Set rows aside")).toBeVisible();
  await expect.poll(async () => shape(await keptDocument(fuseline, pipelineId))).toEqual(before);
  await look("2-restored");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "Teacher"), "going back can be undone").toBeVisible();
});

test("a file is uploaded from the settings of a block, and its columns are understood", async ({
  page,
  fuseline,
  look,
}, testInfo) => {
  const file = testInfo.outputPath("fruit.csv");
  const rows = Array.from(
    { length: 40 },
    (_, row) => `fruit number ${row},${row % 7},${row % 2 ? "pear" : "plum"}`,
  );
  await writeFile(file, `description,weight,kind\n${rows.join("\n")}\n`);
  const pipelineId = await makeTinyPipeline(fuseline, "A file of its own");
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await card(page, "Trainer").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("spreadsheet");
  await look("1-found");
  await page.keyboard.press("Enter");
  await page.locator('.inspector input[type="file"]').first().setInputFiles(file);
  await expect(page.locator(".inspector .file-name").filter({ hasText: "fruit.csv" })).toBeVisible();
  await expect
    .poll(async () => {
      const { nodes } = await keptDocument(fuseline, pipelineId);
      return Object.values(nodes).find(({ kind }) => kind === "load-table")?.params.columns;
    })
    .toEqual([
      { name: "description", modality: "text", several: false },
      { name: "weight", modality: "number", several: false },
      { name: "kind", modality: "category", several: false },
    ]);
  await look("2-uploaded");
});

test("seen from far away, blocks and wires are chosen as from near", async ({ page, fuseline, look }) => {
  const pipelineId = await makeTinyPipeline(fuseline, "From afar");
  const count = async () => Object.keys((await keptDocument(fuseline, pipelineId)).wires).length;
  const before = await count();
  await page.goto(`${fuseline.address}/pipelines/${pipelineId}`);
  await card(page, "Trainer").waitFor();
  const zoom = page.locator(".zoom-share");
  while (Number.parseInt((await zoom.textContent()) ?? "", 10) >= 30) {
    const words = await zoom.textContent();
    await page.getByRole("button", { name: "Zoom out" }).click();
    await expect(zoom).not.toHaveText(words ?? "");
  }
  await expect(page.locator(".far-canvas")).toBeVisible();
  await expect(page.locator(".react-flow__edge"), "they are painted").toHaveCount(0);
  await look("1-afar");

  const [left, right] = [card(page, "Set rows aside"), card(page, "Choose columns")];
  await left.click();
  await expect(page.getByRole("textbox", { name: "Name of the block" })).toHaveValue("Set rows aside");
  const [from, to] = [await left.boundingBox(), await right.boundingBox()];
  if (from === null || to === null) throw new Error("the cards are not on the page");
  const share = Number.parseInt((await zoom.textContent()) ?? "", 10) / 100;
  await page.mouse.click((from.x + from.width + to.x) / 2, from.y + FIRST_PORT * share);
  await expect(page.locator(".react-flow__edge.selected"), "the wire between them").toHaveCount(1);
  await look("2-chosen");
  await page.keyboard.press("Delete");
  await expect.poll(count).toBe(before - 1);
});

/** Pixels at 100 % from the top of a card to its first port. */
const FIRST_PORT = 53;
