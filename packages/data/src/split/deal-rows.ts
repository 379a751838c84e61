/** Orders rows by a hash that the seed decides, and deals them to the parts. */
import { createHash } from "node:crypto";
import type { Split } from "@fuseline/schema";
import { contentOf } from "../tables/row-id.ts";

/** Of all rows, 0 to 1. */
export interface Shares {
  readonly validation: number;
  readonly test: number;
}

/** In [0, 1): the place of a name in a queue that only the seed decides. */
export function hashPlace(seed: number, name: string): number {
  return createHash("sha256").update(`${seed}/${name}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Rows by the hash of their content; equal rows stand side by side. */
export function hashOrder(ids: readonly string[], rows: readonly number[], seed: number): number[] {
  const places = new Map(rows.map((row) => [row, hashPlace(seed, contentOf(ids[row] ?? ""))]));
  return [...rows].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || a - b);
}

/** The first rows are the test, the next ones validation, the rest training. @param order every row once */
export function deal(order: readonly number[], shares: Shares): Split[] {
  const tests = Math.round(order.length * shares.test);
  const validations = Math.min(order.length - tests, Math.round(order.length * shares.validation));
  const split = new Array<Split>(order.length).fill("train");
  for (const [index, row] of order.entries()) {
    split[row] = index < tests ? "test" : index < tests + validations ? "validation" : "train";
  }
  return split;
}
