/** A table as it was read, before anyone decides what its columns hold. */

export type RawCell = null | string | number | boolean | readonly (string | number)[];

export interface RawTable {
  readonly names: readonly string[];
  /** Rows as long as `names`. */
  readonly rows: readonly (readonly RawCell[])[];
  /** Line of the file (from 1) that held the names; 0 when the file has none. */
  readonly headerLine: number;
  /** Lines (from 1) with more or fewer cells than names. */
  readonly ragged: readonly number[];
}

/** More rows than this do not fit the memory of an ordinary computer. */
export const MAX_ROWS = 2_000_000;

/** NUL can be stored in no database and drawn on no screen; other control signs only disturb. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the point
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").trim();
}

/** Trimmed, never empty, never twice: a doubled name gets " 2". */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const name = cleanText(given).replace(/\s+/g, " ").slice(0, 200) || `column ${index + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} ${count}`;
    taken.add(unique);
    return unique;
  });
}

/** Cells of one column, in row order. */
export function columnCells(raw: RawTable, index: number): RawCell[] {
  return raw.rows.map((row) => row[index] ?? null);
}
