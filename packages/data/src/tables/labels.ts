/** Cells that list several labels: "red; blue" or "red|blue". */

export type LabelSeparator = ";" | "|";

export function splitLabels(cell: string, separator: LabelSeparator): string[] {
  const parts = cell.split(separator).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

const MAX_LABEL = 40;
const MAX_DISTINCT = 500;

/**
 * A column of labels: a tenth of the cells or more list several short parts, and the parts repeat over the rows
 * (else it is prose with semicolons). Null when it is not.
 */
export function findLabelSeparator(cells: readonly string[]): LabelSeparator | null {
  for (const separator of [";", "|"] as const) {
    const lists = cells.map((cell) => splitLabels(cell, separator));
    const several = lists.filter((parts) => parts.length > 1).length;
    const all = lists.flat();
    const distinct = new Set(all);
    const short = all.every((part) => part.length <= MAX_LABEL);
    if (
      several >= 1 &&
      several >= cells.length / 10 &&
      short &&
      distinct.size <= MAX_DISTINCT &&
      distinct.size * 2 <= all.length
    ) {
      return separator;
    }
  }
  return null;
}
