/** Names rows by their content, so that a correction or a split stays with its row when others come or go. */
import { createHash } from "node:crypto";

const ID_DIGITS = 24;

/** 24 hexadecimal digits (96 bits) of the sha256 of the content. */
export function contentId(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, ID_DIGITS);
}

/** Equal rows get "~2", "~3" …: an id names one row. */
export function uniqueIds(ids: readonly string[]): string[] {
  const times = new Map<string, number>();
  return ids.map((id) => {
    const count = (times.get(id) ?? 0) + 1;
    times.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  });
}

/** The part that equal rows share. */
export function contentOf(rowId: string): string {
  return rowId.replace(/~\d+$/, "");
}
