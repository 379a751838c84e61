/** Rows of a dataset: photos as thumbnails, else a small table; below, how they are split. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { type RowsPage, useRows } from "../../results/use-rows.ts";
import { countWords } from "../graph/count-words.ts";
import { picturesIn, textIn } from "./cell-parts.ts";
import { Thumbnail } from "./thumbnail.tsx";

const PICTURES = 8;
const ROWS = 3;
const COLUMNS = 3;

export interface RowsPreviewProps {
  readonly step: string;
  readonly port: string;
  /** The node says which rows are for what. */
  readonly divides: boolean;
}

export function RowsPreview({ step, port, divides }: RowsPreviewProps) {
  const language = useLanguage();
  const page = useRows({ step, port });
  if (page === undefined) return null;
  const split = divides && page.rows.some((row) => row.split !== null);
  const blobs = picturesOf(page);
  return (
    <div className="preview">
      {split ? (
        <SplitBar step={step} port={port} />
      ) : blobs.length > 0 ? (
        <Pictures blobs={blobs} />
      ) : (
        <SmallTable page={page} />
      )}
      <p className="preview-count">{countWords("row", page.total, language)}</p>
    </div>
  );
}

function picturesOf({ columns, rows }: RowsPage): readonly string[] {
  const place = columns.findIndex(({ modality }) => modality === "image");
  return place < 0 ? [] : rows.flatMap(({ cells }) => picturesIn(cells[place])).slice(0, PICTURES);
}

function Pictures({ blobs }: { readonly blobs: readonly string[] }) {
  return (
    <div className="thumbs">
      {blobs.map((blob) => (
        <Thumbnail key={blob} blob={blob} />
      ))}
    </div>
  );
}

function SmallTable({ page: { columns, rows } }: { readonly page: RowsPage }) {
  const shown = columns.slice(0, COLUMNS);
  return (
    <table className="mini">
      <thead>
        <tr>
          {shown.map(({ name }) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS).map(({ row, place, cells }) => (
          <tr key={`${place} ${row}`}>
            {shown.map(({ name }, column) => (
              <td key={name}>{textIn(cells[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SplitBar({ step, port }: { readonly step: string; readonly port: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const parts = [
    { name: "train", total: useRows({ step, port, split: "train" })?.total },
    { name: "validation", total: useRows({ step, port, split: "validation" })?.total },
    { name: "test", total: useRows({ step, port, split: "test" })?.total },
  ] as const;
  const shown = parts.filter(({ total }) => (total ?? 0) > 0);
  return (
    <div className="split">
      {shown.map(({ name, total = 0 }) => (
        <span key={name} data-split={name} style={{ flexGrow: total }}>
          <b>{total.toLocaleString(language)}</b>
          <em>{t(`split_${name}`)}</em>
        </span>
      ))}
    </div>
  );
}
