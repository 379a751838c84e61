/** Columns that already say train, validation, test. */
import type { Split } from "@fuseline/schema";
import { splitNamed } from "../files/split-names.ts";
import { type Column, textOf } from "../tables/table-columns.ts";

/** Every cell names a part; training and at least one other part occur. */
export function isReadySplit(column: Column): boolean {
  if (column.several || column.values.length === 0) return false;
  const parts = new Set<Split>();
  for (const cell of column.values) {
    const part = typeof cell === "string" ? splitNamed(cell) : null;
    if (part === null) return false;
    parts.add(part);
  }
  return parts.has("train") && parts.size > 1;
}

/** Where there are only training and validation, the validation rows are the test: they were kept aside. */
export function readySplit(column: Column): Split[] {
  const parts = column.values.map((cell) => splitNamed(textOf(cell)) ?? "train");
  return parts.includes("test") ? parts : parts.map((part) => (part === "validation" ? "test" : part));
}
