/** What holds on every screen, for everyone: no serious barrier, both languages whole, words that fit. */
import AxeBuilder from "@axe-core/playwright";
import { everyScreen, type Screen } from "../product/every-screen.ts";
import { expect, test } from "../product/journey.ts";
import { LEARNING } from "../product/patience.ts";
import { misfitsOn, textsOn } from "../product/texts-on-screen.ts";
import { englishLeft } from "../product/untranslated.ts";

const LANGUAGES = ["en", "ru"] as const;
const THEMES = ["light", "dark"] as const;
const WIDTHS = [900, 1440] as const;
/** Of the sample. */
const COLUMNS = ["picture", "text", "label"];
const SERIOUS = ["serious", "critical"];

// A trace keeps every page it goes through, and these go through a hundred.
test.use({ trace: "off" });

let screens: readonly Screen[];
test.beforeAll(async ({ fuseline }) => {
  test.setTimeout(LEARNING);
  screens = await everyScreen(fuseline, "For everyone");
});

test("words that do not fit, and English on a Russian page, are found", async ({ page }) => {
  await page.setContent(`
    <button style="width: 40px; white-space: nowrap">A long word on a button</button>
    <p style="width: 40px; white-space: nowrap; overflow: hidden">Cut off where it ends</p>
    <p style="width: 40px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis" title="All">Shortened</p>
    <p title="Find a block">Найти блок</p>`);
  expect(await misfitsOn(page)).toEqual([
    expect.stringContaining("sticks out of the button"),
    expect.stringContaining("cut off"),
  ]);
  expect(englishLeft(await textsOn(page))).toEqual(["Find a block"]);
});

for (const theme of THEMES) {
  test(`no screen has a serious barrier, ${theme}`, async ({ page }) => {
    test.setTimeout(3 * LEARNING);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const { name, show } of screens) {
      await show(page);
      const axe = new AxeBuilder({ page });
      // The other theme has the same structure; only its colours differ.
      const { violations } = await (theme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
      const found = violations
        .filter(({ impact }) => SERIOUS.includes(impact ?? ""))
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
      expect.soft(found, name).toEqual([]);
    }
  });
}

for (const language of LANGUAGES) {
  test(`every word fits and is said in its language, ${language}`, async ({ page, look }) => {
    test.setTimeout(4 * LEARNING);
    await page.addInitScript((chosen) => localStorage.setItem("fuseline.language", chosen), language);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 900 ? 1200 : 900 });
      // The panel of a block's settings is as wide on a narrow window.
      for (const { name, show } of screens.filter((screen) => width === 1440 || !screen.ofBlock)) {
        await show(page);
        expect.soft(await misfitsOn(page), `${name}, ${width} pixels wide`).toEqual([]);
        if (language === "ru")
          expect.soft(englishLeft(await textsOn(page), COLUMNS), `${name} in Russian`).toEqual([]);
        await look(`${name.replaceAll(" ", "-")}-${width}`);
      }
    }
  });
}
