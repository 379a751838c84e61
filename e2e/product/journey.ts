/** `test` for journeys: a product that runs, a browser that was let in, and screenshots of what it shows. */
import { test as base } from "@playwright/test";
import { chromiumPath } from "./chromium.ts";
import { Fuseline } from "./fuseline.ts";

interface Worker {
  /** Shared by the journeys of a worker: what one of them computes, the next may reuse. */
  readonly fuseline: Fuseline;
}

interface Each {
  /** Keeps a picture of the page as `test-results/screens/<journey>/<name>.png`. */
  readonly look: (name: string) => Promise<void>;
}

export const test = base.extend<Each, Worker>({
  fuseline: [
    async ({ browserName: _ }, use) => {
      const product = await Fuseline.start();
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  page: async ({ page, fuseline }, use) => {
    await page.goto(fuseline.openAddress);
    await page.waitForURL(`${fuseline.address}/`);
    await use(page);
  },
  look: async ({ page }, use, { titlePath, config }) => {
    const [journey = "journey"] = titlePath.slice(-1);
    const folder = journey.replaceAll(/[^\w]+/g, "-").toLowerCase();
    await use(async (name) => {
      await page.screenshot({ path: `${config.rootDir}/../../test-results/screens/${folder}/${name}.png` });
    });
  },
});

test.skip(() => chromiumPath() === null, "chromium is not installed");

export { expect } from "@playwright/test";
