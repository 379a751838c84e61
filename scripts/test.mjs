/** `npm test`: sets up, checks, runs every test, and ends with `N passed, N failed, N skipped`. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { setup } from "./setup.mjs";
import { installPrograms } from "./system-programs.mjs";

/** @typedef {{ passed: number, failed: number, skipped: { test: string, reason: string | null }[] }} Tally */

await setup();
await installPrograms();
const scratch = mkdtempSync(join(tmpdir(), "fuseline-tally-"));
const tallies = [];

for (const { name, args } of CHECKS) {
  console.log(`\n— ${name}`);
  const passed = (await run(process.execPath, args, { cwd: root })) === 0;
  tallies.push({ passed: Number(passed), failed: Number(!passed), skipped: [] });
}

console.log("\n— unit and integration tests");
tallies.push(await vitest());
if (existsSync(join(root, "e2e/playwright.config.ts"))) {
  console.log("\n— journeys in a browser");
  tallies.push(await playwright());
}
rmSync(scratch, { recursive: true });

const skipped = tallies.flatMap((tally) => tally.skipped);
if (skipped.length > 0) console.log("\nSkipped:");
for (const { test, reason } of skipped) console.log(`  ${test}${reason === null ? "" : ` (${reason})`}`);
const sum = (count) => tallies.reduce((total, tally) => total + count(tally), 0);
const failed = sum((tally) => tally.failed);
console.log(`\n${sum((tally) => tally.passed)} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed === 0 ? 0 : 1);

/** @returns {Promise<Tally>} */
async function vitest() {
  const file = join(scratch, "vitest.json");
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=./scripts/vitest-tally.mjs",
  ];
  const code = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, FUSELINE_TALLY: file },
  });
  return honest(
    readTally(file, (tally) => tally),
    code,
  );
}

/** @returns {Promise<Tally>} */
async function playwright() {
  const file = join(scratch, "playwright.json");
  const args = [
    "node_modules/@playwright/test/cli.js",
    "test",
    "--config=e2e/playwright.config.ts",
    "--reporter=list,json",
  ];
  const code = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  return honest(
    readTally(file, ({ stats, errors, suites }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: suites.flatMap((suite) => skippedIn(suite, suite.title)),
    })),
    code,
  );
}

function skippedIn({ specs = [], suites = [] }, title) {
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === "skipped")
      .map(({ annotations }) => ({
        test: `${title} › ${spec.title}`,
        reason: annotations.find(({ type }) => type === "skip")?.description ?? null,
      })),
  );
  return [...own, ...suites.flatMap((suite) => skippedIn(suite, `${title} › ${suite.title}`))];
}

/** A run that left no report failed as a whole. */
function readTally(file, tallyOf) {
  try {
    return tallyOf(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
}

/** A runner that says it failed is believed, whatever its report says. */
function honest(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
