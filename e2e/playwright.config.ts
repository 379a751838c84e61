/** Journeys in a real Chromium on the real server, runner and database. */
import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./product/chromium.ts";

const executablePath = chromiumPath();

export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results",
  // Every worker starts a whole product and trains with it: two at once would only wait for each other.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  // Generous: on a machine that does other work too, everything takes many times as long.
  timeout: 400_000,
  expect: { timeout: 40_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    colorScheme: "light",
    actionTimeout: 40_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A camera that shows a test picture, so that a photo can be taken anywhere.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    },
  },
});
