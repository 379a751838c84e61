/** Journey (a): from the start page with a sample to an endpoint that is called, reloading on the way. */
import { mkdir, writeFile } from "node:fs/promises";
import { expect, test } from "../product/journey.ts";
import { paste, SNIPPET_LANGUAGES } from "../product/paste.ts";
import { LEARNING } from "../product/patience.ts";
import { square } from "../product/pictures.ts";

test("from a sample to a called endpoint", async ({ page, look }, { outputDir }) => {
  await page
    .getByRole("link", { name: /sort products/i })
    .first()
    .click();
  await page.getByRole("link", { name: "Use this sample" }).last().click();
  await expect(page.getByText("400 rows").first()).toBeVisible();
  await look("1-understood");
  await page.getByRole("button", { name: "Build the pipeline" }).click();
  await expect(page.locator(".react-flow__node").filter({ hasText: "Trainer" })).toBeVisible();
  await look("2-canvas");

  await page.getByRole("button", { name: "Run", exact: true }).click();
  const curve = page.getByRole("img", { name: /^Loss: learning/ }).first();
  await expect(curve).toBeVisible({ timeout: LEARNING });
  await look("3-learning");
  await page.reload();
  await expect(curve).toBeVisible();
  await look("4-reloaded");
  await page.getByRole("button", { name: "Stop, keep the best" }).last().click();
  await page.getByRole("link", { name: "Look at the whole run" }).click({ timeout: LEARNING });
  await expect(page.getByRole("heading", { name: /^Right on/ })).toBeVisible();
  await look("5-results");

  await page
    .getByRole("link", { name: "Test", exact: true })
    .or(page.getByRole("button", { name: "Test", exact: true }))
    .click();
  await page
    .getByRole("button", { name: /^Try held-out row/ })
    .first()
    .click();
  await expect(page.getByText(/\d ms on this computer/)).toBeVisible();
  await look("6-tried");

  await page.getByRole("button", { name: "Publish this model" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("two-parts");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog.getByText("two-parts is live, version 1")).toBeVisible({ timeout: LEARNING });
  const key = (await dialog.locator(".key-once code").textContent()) ?? "";
  await look("7-published");
  await dialog.getByRole("link", { name: "Open the endpoint" }).click();
  await expect(page.getByRole("heading", { name: "Call it" })).toBeVisible();
  await look("8-endpoint");

  await mkdir(outputDir, { recursive: true });
  await writeFile(`${outputDir}/photo.jpg`, await square("red"));
  for (const language of SNIPPET_LANGUAGES) {
    await page.getByRole("button", { name: language, exact: true }).click();
    const snippet = (await page.locator(".snippets-card code").textContent()) ?? "";
    const answer = await paste(language, snippet, { folder: outputDir, key });
    // A machine without the program cannot paste into it.
    if (answer !== null) expect(answer, `${language}: ${snippet}`).toMatch(/same|differs/);
  }
});
