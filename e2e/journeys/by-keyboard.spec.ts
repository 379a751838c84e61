/** Journey (f): all of the way from a sample to a called endpoint by keyboard alone, in Russian. */
import { mkdir, writeFile } from "node:fs/promises";
import { expect, test } from "../product/journey.ts";
import { pressKey, tabTo } from "../product/keyboard.ts";
import { paste } from "../product/paste.ts";
import { LEARNING } from "../product/patience.ts";
import { square } from "../product/pictures.ts";

test.use({ locale: "ru-RU", colorScheme: "dark" });

test("from a sample to a called endpoint by keyboard, in Russian", async ({ page, look }, { outputDir }) => {
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await pressKey(page, page.getByRole("link", { name: "Разложить товары по фото и тексту" }).first());
  await pressKey(page, page.getByRole("link", { name: "Взять образец" }).last());
  await expect(page.getByText("400 строк").first()).toBeVisible();
  await look("1-understood");
  await pressKey(page, page.getByRole("button", { name: "Построить конвейер" }));

  const trainer = page.locator(".react-flow__node").filter({ hasText: "Обучение" }).first();
  await expect(trainer).toBeVisible();
  await look("2-canvas");
  const encoder = page.locator("[data-node]").filter({
    has: page.getByRole("heading", { name: "Новый кодировщик изображений" }),
  });
  await pressKey(page, encoder);
  // A setting of its own: another journey with the sample must have something left to learn.
  await tabTo(page, page.locator("input.slider-value").first());
  await page.keyboard.press("Control+A");
  await page.keyboard.type("48");
  await page.keyboard.press("Enter");
  const side = page.getByRole("slider", { name: /^Сторона фото/ });
  await expect(side).toHaveAttribute("aria-valuetext", "48");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("img", { name: /^Потери: обучение/ }).first()).toBeVisible({
    timeout: LEARNING,
  });
  await look("3-learning");
  await page.keyboard.press("Control+Period");
  const whole = page.getByRole("link", { name: "Посмотреть весь запуск" });
  await expect(whole).toBeVisible({ timeout: LEARNING });
  await pressKey(page, whole);
  await expect(page.getByRole("heading", { name: /^Верно в/ })).toBeVisible();
  await look("4-results");

  await pressKey(page, page.getByRole("link", { name: "Проба", exact: true }));
  await pressKey(page, page.getByRole("button", { name: /^Попробовать отложенную строку/ }).first());
  await expect(page.getByText(/\d мс на этом компьютере/)).toBeVisible();
  await look("5-tried");

  await pressKey(page, page.getByRole("button", { name: "Опубликовать модель" }));
  const dialog = page.getByRole("dialog");
  await tabTo(page, dialog.getByRole("textbox"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("dve-chasti");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("dve-chasti работает, версия 1")).toBeVisible({ timeout: LEARNING });
  const key = (await dialog.locator(".key-once code").textContent()) ?? "";
  await look("6-published");
  await pressKey(page, dialog.getByRole("link", { name: "Открыть адрес" }));
  await expect(page.getByRole("heading", { name: "Вызов", exact: true })).toBeVisible();
  await look("7-endpoint");

  await pressKey(page, page.getByRole("button", { name: "JavaScript", exact: true }));
  const snippet = (await page.locator(".snippets-card code").textContent()) ?? "";
  await mkdir(outputDir, { recursive: true });
  await writeFile(`${outputDir}/photo.jpg`, await square("red"));
  expect(await paste("JavaScript", snippet, { folder: outputDir, key }), snippet).toMatch(/same|differs/);
  await page.reload();
  await expect(page.getByText("вызовов").first()).toBeVisible();
  await look("8-traffic");
});
