/** A finished model is tried: with a dropped photo, a pasted one, one from the camera, and rows that were held out. */
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { dropFiles } from "../product/drop.ts";
import { expect, test } from "../product/journey.ts";
import { square } from "../product/pictures.ts";
import { makeTwoPartsRun } from "../product/two-parts-run.ts";

test.use({ permissions: ["camera", "clipboard-read", "clipboard-write"] });

test("a model is asked by drop, paste, camera and held-out row", async ({
  page,
  fuseline,
  look,
}, testInfo) => {
  const { runId } = await makeTwoPartsRun(fuseline, "Tried");
  await page.goto(`${fuseline.address}/runs/${runId}?view=test`);
  const photo = page.getByRole("region", { name: "photo" });
  const answer = page.getByRole("region", { name: "Answer" });
  const asked = answer.getByText(/\d ms on this computer/);
  await expect(photo.getByText("Drop, paste or choose a photo")).toBeVisible();

  const file = testInfo.outputPath("dropped.jpg");
  await writeFile(file, await square("red"));
  await dropFiles(page, photo, [file]);
  await expect(photo.getByRole("img", { name: "dropped.jpg" })).toBeVisible();
  await expect(asked).toBeVisible();
  await page.getByRole("textbox", { name: "text" }).fill("the light is on");
  await expect(answer.getByText("Photo alone")).toBeVisible();
  await expect(answer.getByText("text alone")).toBeVisible();
  await look("1-dropped");

  await photo.getByRole("button", { name: "Clear" }).click();
  const notes = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
  await photo.locator('input[accept="image/*"]').first().setInputFiles(notes);
  await expect(photo.getByRole("alert")).toHaveText("This file is not a picture.");

  await pastePicture(page);
  await expect(photo.getByRole("img", { name: /png$/ })).toBeVisible();
  await expect(photo.getByRole("alert")).toBeHidden();
  await expect(asked).toBeVisible();
  await look("2-pasted");

  await photo.getByRole("button", { name: "Camera" }).click();
  const camera = page.getByRole("dialog", { name: "Take the photo" });
  await expect(camera.getByRole("button", { name: "Take the photo" })).toBeEnabled();
  await look("3-camera");
  await camera.getByRole("button", { name: "Take the photo" }).click();
  await expect(camera).toBeHidden();
  await expect(photo.getByRole("img", { name: "camera.jpg" })).toBeVisible();
  await expect(asked).toBeVisible();

  const heldOut = page.getByRole("button", { name: /^Try held-out row/ });
  await heldOut.nth(2).click();
  await expect(answer.getByText(/^(right|label: (same|differs))$/)).toBeVisible();
  await look("4-held-out");
});

/** As Ctrl+V of a picture that was copied elsewhere. */
async function pastePicture(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    const drawing = canvas.getContext("2d");
    if (drawing === null) throw new Error("no canvas");
    drawing.fillStyle = "blue";
    drawing.fillRect(0, 0, 40, 30);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  });
  await page.keyboard.press("Control+V");
}
