/**
 * Takes the pictures of the README anew, from the product as it is, into `docs/pictures`:
 * `node node_modules/@playwright/test/cli.js test --config=e2e/pictures.config.ts`. Needs `shared/hub`; the pictures show
 * the emoji sample alone, which is free to show.
 */
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

export default defineConfig({
  ...journeys,
  testDir: "pictures",
  timeout: 900_000,
  use: { ...journeys.use, viewport: { width: 1440, height: 900 }, trace: "off" },
});
