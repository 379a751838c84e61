/** What a cell of a table holds, taken apart for showing. */
import type { PageCell } from "../../results/use-rows.ts";

/** Blobs of pictures in a cell. */
export function picturesIn(cell: PageCell | undefined): readonly string[] {
  if (cell === null || cell === undefined || typeof cell !== "object") return [];
  const items = Array.isArray(cell) ? cell : [cell];
  return items.flatMap((item) => (typeof item === "object" && "blob" in item ? [item.blob] : []));
}

export function textIn(cell: PageCell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return cell.map((item) => textIn(item)).join(", ");
  return typeof cell === "object" ? cell.name : String(cell);
}

/** Words of a text, shortened to what a card holds. */
export function wordsIn(text: string, most: number): readonly string[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, most);
}
