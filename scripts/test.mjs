/** `npm test`: sets up, checks, runs every test, and ends with `N passed, N failed, N skipped`. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();
const total = { passed: 0, failed: 0, skipped: 0 };

for (const { name, command, args } of CHECKS) {
  console.log(`\n— ${name}`);
  if ((await run(command, args, { cwd: root })) === 0) total.passed++;
  else total.failed++;
}

console.log("\n— unit and integration tests");
const scratch = mkdtempSync(join(tmpdir(), "fuseline-test-"));
const reportFile = join(scratch, "vitest.json");
await run(
  "node_modules/.bin/vitest",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
  { cwd: root },
);
const report = readReport(reportFile);
rmSync(scratch, { recursive: true });
total.passed += report.numPassedTests;
total.failed += report.numFailedTests + report.suitesThatFailedToLoad;
total.skipped += report.numPendingTests + report.numTodoTests;

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

/** A run that left no report failed as a whole. */
function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const broken = report.testResults.filter(
      (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
    );
    return { ...report, suitesThatFailedToLoad: broken.length };
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      suitesThatFailedToLoad: 0,
    };
  }
}
