/** Journey (b): a folder with a spreadsheet is brought, three of its photos are missing, and a new photo is sorted. */
import { expect, test } from "../product/journey.ts";
import { writeOwnData } from "../product/own-data.ts";
import { square } from "../product/pictures.ts";

test("from a folder with three wrong photos to an answer for a new one", async ({ page, look }, testInfo) => {
  const data = await writeOwnData(testInfo.outputPath("things"));
  await page.locator("input[webkitdirectory]").setInputFiles(data.folder);
  await expect(page.getByText(`${data.rows} rows`).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`${data.rows - data.wrong.length} of ${data.rows} photos found`)).toBeVisible();
  await page
    .getByRole("group")
    .filter({ hasText: /3 .*without/ })
    .or(page.locator("details").first())
    .first()
    .click();
  for (const name of data.wrong) await expect(page.getByText(name, { exact: true })).toBeVisible();
  await look("1-misses");

  await page.getByRole("button", { name: "Build the pipeline" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const accuracy = page.getByRole("img", { name: /^Accuracy: .*tuning 1\b/ }).first();
  await expect(accuracy).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Stop, keep the best" }).last().click();
  await expect(page.getByText("Finished", { exact: true })).toBeVisible({ timeout: 90_000 });
  await look("2-learnt");

  await page.getByRole("tab", { name: "Test" }).click();
  const photo = { name: "new.jpg", mimeType: "image/jpeg", buffer: await square("green", 11) };
  await page.locator('input[type="file"][accept]').first().setInputFiles(photo);
  await expect(page.getByText("green", { exact: true }).first()).toBeVisible();
  await look("3-answer");
});
