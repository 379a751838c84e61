/** The words of the first texts of a column. */

import { useRows } from "../../results/use-rows.ts";
import { textIn, wordsIn } from "./cell-parts.ts";

const MOST = 7;

export function WordsPreview({ step, column }: { readonly step: string; readonly column: string }) {
  const page = useRows({ step });
  const place = page?.columns.findIndex(({ name }) => name === column) ?? -1;
  const texts = place < 0 ? [] : (page?.rows ?? []).map(({ cells }) => textIn(cells[place]));
  const words = [...new Set(wordsIn(texts.filter(Boolean).slice(0, 3).join(" "), MOST))];
  if (words.length === 0) return null;
  return (
    <div className="preview chips">
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </div>
  );
}
