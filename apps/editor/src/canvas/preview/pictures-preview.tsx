/** The first photos of a column. */

import { useRows } from "../../results/use-rows.ts";
import { picturesIn } from "./cell-parts.ts";
import { Thumbnail } from "./thumbnail.tsx";

const MOST = 4;

export function PicturesPreview({ step, column }: { readonly step: string; readonly column: string }) {
  const page = useRows({ step });
  const place = page?.columns.findIndex(({ name }) => name === column) ?? -1;
  const blobs = place < 0 ? [] : (page?.rows ?? []).flatMap(({ cells }) => picturesIn(cells[place]));
  if (blobs.length === 0) return null;
  return (
    <div className="preview thumbs">
      {blobs.slice(0, MOST).map((blob) => (
        <Thumbnail key={blob} blob={blob} />
      ))}
    </div>
  );
}
