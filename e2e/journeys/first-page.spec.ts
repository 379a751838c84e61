/** The first minute: the printed address, the start page, a run that is watched and survives a reload. */
import { expect, test } from "../product/journey.ts";

test("the printed address lets in, and the token leaves the address bar", async ({
  page,
  fuseline,
  look,
}) => {
  expect(page.url()).toBe(`${fuseline.address}/`);
  await expect(page.getByRole("heading", { name: "What do you want to build?" })).toBeVisible();
  await look("start");
  await page.getByRole("link", { name: "Pipelines" }).click();
  await expect(page).toHaveURL(/\/pipelines$/);
  await look("pipelines");
});
