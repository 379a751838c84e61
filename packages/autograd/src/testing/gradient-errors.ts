/**
 * The largest error of each operator's gradient, kept in a file so that the documentation does not change with the
 * machine that checks it. `FUSELINE_RECORD=1 vitest run packages/autograd/src/ops/registry.test.ts -u` records anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PATH = fileURLToPath(new URL("../../fixtures/operators/errors.json", import.meta.url));

export function largestErrors(): { readonly [operator: string]: number } {
  return JSON.parse(readFileSync(PATH, "utf8"));
}

/** Two digits are enough. Does nothing unless recording is asked for. */
export function recordErrors(errors: ReadonlyMap<string, number>): void {
  if (process.env.FUSELINE_RECORD !== "1") return;
  const rounded = [...errors].sort().map(([operator, error]) => [operator, Number(error.toPrecision(2))]);
  writeFileSync(PATH, `${JSON.stringify(Object.fromEntries(rounded), null, 1)}\n`);
}
