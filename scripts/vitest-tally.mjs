/** Vitest reporter: writes how many tests passed, failed and were skipped, and why, to the file in FUSELINE_TALLY. */
import { writeFileSync } from "node:fs";

export default class Tally {
  onTestRunEnd(modules, errors) {
    const tally = { passed: 0, failed: errors.length, skipped: [] };
    for (const module of modules) {
      // A file that could not be loaded has no tests to fail.
      if (module.errors().length > 0) tally.failed++;
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) tally.failed++;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === "passed") tally.passed++;
        else if (state === "failed") tally.failed++;
        else
          tally.skipped.push({ test: `${module.relativeModuleId}: ${test.fullName}`, reason: note ?? null });
      }
    }
    const file = process.env.FUSELINE_TALLY;
    if (file) writeFileSync(file, JSON.stringify(tally));
  }
}
