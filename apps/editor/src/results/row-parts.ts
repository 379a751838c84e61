/** What of a row is shown beside a mistake or a found item: its pictures, and its words in one line. */

export interface Picture {
  readonly name: string;
  readonly blob: string;
}

type Cells = readonly unknown[];

const isPicture = (value: unknown): value is Picture =>
  typeof value === "object" && value !== null && "blob" in value && "name" in value;

export function picturesIn(cells: Cells): readonly Picture[] {
  return cells.flatMap((cell) => (Array.isArray(cell) ? cell : [cell])).filter(isPicture);
}

/** Texts first; numbers with the name of their column. Nothing that says `except`, which stands beside it. */
export function wordsIn(
  columns: readonly { readonly name: string; readonly modality: string }[],
  cells: Cells,
  except: string | number,
): string {
  const said = columns.map(({ name, modality }, place) => {
    const value = cells[place];
    if (isSame(value, except)) return { order: 3, words: "" };
    if (typeof value === "string") return { order: modality === "text" ? 0 : 1, words: value };
    return typeof value === "number" ? { order: 2, words: `${name} ${value}` } : { order: 3, words: "" };
  });
  return said
    .filter(({ words }) => words !== "")
    .sort((a, b) => a.order - b.order)
    .map(({ words }) => words)
    .join(" · ");
}

/** Predicted numbers come back from float32, so the label may differ in the last digits. */
function isSame(value: unknown, other: string | number): boolean {
  if (typeof value !== "number" || typeof other !== "number") return value === other;
  return Math.abs(value - other) <= Math.abs(other) * 1e-5;
}
