/** An endpoint over its life: two versions, back to the first, keys made and revoked, what it is asked. */
import { expect, test } from "../product/journey.ts";
import { finishRun, makeTwoPartsRun } from "../product/two-parts-run.ts";

interface Reply {
  readonly status: number;
  readonly body: { readonly version?: number; readonly error?: { readonly code: string } };
}

test("versions, rollback, keys, playground, description, traffic", async ({ page, fuseline, look }) => {
  const { pipelineId, runId } = await makeTwoPartsRun(fuseline, "Versions");
  const publish = (run: string) =>
    fuseline.call<{ key: string }>("endpoints.publish", { runId: run, name: "parts" });
  await publish(runId);
  await publish(await finishRun(fuseline, pipelineId));
  const ask = async (key: string, inputs: unknown): Promise<Reply> => {
    const response = await fetch(`${fuseline.address}/v1/endpoints/parts/predict`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ inputs }),
    });
    return { status: response.status, body: await response.json() };
  };

  await page.goto(`${fuseline.address}/endpoints`);
  await look("1-endpoints");
  await page.getByRole("link", { name: /^parts Live/ }).click();
  await expect(page.getByText("Live, version 2")).toBeVisible();
  await expect(page.getByRole("region", { name: "Parity certificate" }).getByText("50 of 50")).toBeVisible();

  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog", { name: "New key" });
  await dialog.getByRole("textbox").fill("Shop page");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const key = (await dialog.locator("code").textContent()) ?? "";
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await ask(key, { text: "the light is on" })).toMatchObject({ status: 200, body: { version: 2 } });

  await page.getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText("Live, version 1")).toBeVisible();
  expect(await ask(key, { text: "the light is on" })).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await ask(key, { colour: "red" })).toMatchObject({ status: 400 });
  await look("2-rolled-back");

  const playground = page.getByRole("region", { name: "Playground" });
  await playground.getByRole("textbox", { name: "text" }).fill("the light is off");
  await expect(playground.locator(".reply")).toContainText('"version": 1');
  await look("3-playground");

  await page.getByRole("link", { name: "API description" }).click();
  await expect(page.getByText("/v1/endpoints/parts/predict").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /inputs\.photo\.base64 string \(base64\)/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /outputs\.label\.probabilities\.same number/ })).toBeVisible();
  await look("4-description");
  const raw = await page.getByRole("link", { name: "OpenAPI 3.1 as JSON" }).getAttribute("href");
  expect(await (await page.request.get(`${fuseline.address}${raw}`)).json()).toMatchObject({
    openapi: "3.1.0",
  });
  await page.goBack();

  const keys = page.getByRole("region", { name: "Keys" });
  const revoke = keys.getByRole("button", { name: "Revoke the key Shop page" });
  await revoke.click();
  await expect(revoke).toHaveText("Revoke for good");
  await revoke.click();
  await expect(keys.getByText("revoked")).toBeVisible();
  expect(await ask(key, { text: "the light is on" })).toMatchObject({ status: 401 });

  const traffic = page.getByRole("region", { name: "Traffic" });
  await expect(traffic.getByText(/^[3-9] calls/)).toBeVisible();
  await traffic.getByRole("button", { name: "7 days" }).click();
  await expect(traffic.getByText(/^[3-9] calls/)).toBeVisible();
  await look("5-traffic");
});
