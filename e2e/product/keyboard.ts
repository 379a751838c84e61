/** Going about by keyboard alone. */
import type { Locator, Page } from "@playwright/test";

/** No page has more stops than this on the way to anything. */
const STOPS = 200;

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${wanted} cannot be reached with Tab`);
}

/** Goes there and presses it, as a person without a mouse does. */
export async function pressKey(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}
