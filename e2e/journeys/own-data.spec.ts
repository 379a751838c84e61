/** Journey (b): a folder with a spreadsheet is dropped, three of its photos are wrong, and a new photo is sorted. */
import { dropFiles } from "../product/drop.ts";
import { expect, test } from "../product/journey.ts";
import { writeOwnData } from "../product/own-data.ts";
import { LEARNING } from "../product/patience.ts";
import { square } from "../product/pictures.ts";

test("from a folder with three wrong photos to an answer for a new one", async ({ page, look }, testInfo) => {
  const data = await writeOwnData(testInfo.outputPath("things"));
  await dropFiles(page, page.getByRole("region", { name: "Drop your files here" }), [data.folder]);
  await expect(page.getByText(`${data.rows - 1} of ${data.rows} photos found`).first()).toBeVisible();
  await page.getByText("1 row without a photo").click();
  await expect(page.getByText(data.missing, { exact: true })).toBeVisible();
  await page.getByText("2 photos that cannot be opened").click();
  for (const name of data.broken) await expect(page.getByText(`${name}” is broken`)).toBeVisible();
  await look("1-misses");

  await page.getByRole("button", { name: "Build the pipeline" }).click();
  // Plain colours need few pixels.
  await page
    .locator(".react-flow__node")
    .filter({ has: page.getByRole("heading", { name: "New image encoder" }) })
    .click();
  const side = page.locator("input.slider-value[aria-labelledby]").first();
  await side.fill("16");
  await side.press("Enter");
  await expect(page.getByRole("slider", { name: /^Side of the photo/ })).toHaveAttribute(
    "aria-valuetext",
    "16",
  );
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const accuracy = page.getByRole("img", { name: /^Accuracy: .*tuning 1\b/ }).first();
  await expect(accuracy).toBeVisible({ timeout: LEARNING });
  await look("2-learning");
  await page.getByRole("button", { name: "Stop, keep the best" }).last().click();
  await expect(page.getByText("Finished", { exact: true }).first()).toBeVisible({ timeout: LEARNING });
  await look("3-learnt");

  await page.getByRole("tab", { name: "Test" }).click();
  const photo = { name: "new.jpg", mimeType: "image/jpeg", buffer: await square("green", 11) };
  await page.locator('input[type="file"][accept]').first().setInputFiles(photo);
  await expect(page.getByRole("region", { name: "Answer" }).locator(".label")).toHaveText("green");
  await look("4-answer");

  await page.getByRole("link", { name: "Look at the whole run" }).click();
  await page.getByRole("button", { name: /^Show \d more/ }).click();
  for (const name of [data.missing, ...data.broken]) {
    await expect(page.getByRole("region", { name: "Needs attention" }).getByText(name)).toBeVisible();
  }
  await look("5-said-again");
});
