/** Journey (b) on real photos with a real encoder: dropped, three of them wrong, to answers for photos it never saw. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { dropFiles } from "../product/drop.ts";
import { SHARED, writeGrocery } from "../product/grocery.ts";
import { LEARNING } from "../product/patience.ts";
import { expect, test } from "../product/with-hub.ts";

test.skip(() => !existsSync(join(SHARED, "data/grocery/products.csv")), "shared/data/grocery is absent");

test("grocery photos, three of them wrong, to a new photo", async ({ page, withHub, look }, testInfo) => {
  const data = await writeGrocery(testInfo.outputPath("grocery"));
  await page.goto(withHub.openAddress);
  await page.waitForURL(`${withHub.address}/`);
  await dropFiles(page, page.getByRole("region", { name: "Drop your files here" }), [data.folder]);
  await expect(page.getByText(`${data.rows - 1} of ${data.rows} photos found`).first()).toBeVisible();
  await page.getByText("1 row without a photo").click();
  await expect(page.getByText(data.missing, { exact: true })).toBeVisible();
  await page.getByText("2 photos that cannot be opened").click();
  for (const name of [data.broken, data.half]) {
    await expect(page.getByText(`${name}” is broken`)).toBeVisible();
  }
  await page.getByLabel("Who reads the photos (encoder)").selectOption("fuseline/mobilenet-v2-imagenet");
  await look("1-understood");

  await page.getByRole("button", { name: "Build the pipeline" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const whole = page.getByRole("link", { name: "Look at the whole run" });
  await expect(whole).toBeVisible({ timeout: LEARNING });
  await look("2-learnt");
  await whole.click();
  const title = page.getByRole("heading", { name: /^Right on/ });
  await expect(title).toBeVisible();
  const [, share = "0"] = /(\d+) %/.exec((await title.textContent()) ?? "") ?? [];
  expect(Number(share), "of five kinds; guessing gives 26").toBeGreaterThan(70);
  await look("3-results");

  await page.getByRole("link", { name: "Test", exact: true }).click();
  const label = page.getByRole("region", { name: "Answer" }).locator(".label");
  let right = 0;
  for (const { path, category } of data.fresh) {
    await page.locator('input[type="file"][accept]').first().setInputFiles(path);
    await expect(label).toBeVisible();
    right += Number((await label.textContent()) === category);
    if (right === 1) await look("4-new-photo");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(label).toBeHidden();
  }
  expect(right, "of five new photos; guessing gives one").toBeGreaterThanOrEqual(3);
});
