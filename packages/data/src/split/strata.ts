/** Groups of like answers, each to be spread evenly over the parts. */
import { type Column, textOf } from "../tables/table-columns.ts";

const FIFTHS = 5;

/** The answer itself; of numbers the fifth they fall into (by rank, so that equal numbers stay together). */
export function strataOf(column: Column): string[] {
  if (column.modality !== "number") return column.values.map(textOf);
  const sorted = column.values.filter((cell) => typeof cell === "number").sort((a, b) => a - b);
  const edges = Array.from(
    { length: FIFTHS - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / FIFTHS)] ?? 0,
  );
  return column.values.map((cell) =>
    typeof cell === "number" ? String(edges.filter((edge) => cell >= edge).length) : "",
  );
}
