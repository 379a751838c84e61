/** Recognises columns that name files, and columns whose cells are lists already. */
import type { Cell, Modality, Text } from "@fuseline/schema";
import type { ColumnReading } from "./column-reading.ts";
import { type ColumnSample, cellText, nearlyAll } from "./column-sample.ts";
import { type MediaKind, mediaKindOf, splitPaths } from "./media-path.ts";
import type { RawCell } from "./raw-table.ts";

/** A reading whose cells stay texts, or lists of texts. */
export function readsAs(modality: Modality, several: boolean, reason: Text): ColumnReading {
  return { modality, several, reason, read: several ? readList : readText };
}

function readText(cell: RawCell): Cell {
  const text = cellText(cell);
  return text === "" ? null : text;
}

function readList(cell: RawCell): Cell {
  if (cell === null) return null;
  if (typeof cell === "object") return cell.length === 0 ? null : cell;
  const text = cellText(cell);
  return text === "" ? null : [text];
}

const FILES: { readonly [K in MediaKind]: Text } = {
  image: { en: "names of pictures", ru: "имена файлов с картинками" },
  audio: { en: "names of sounds", ru: "имена звуковых файлов" },
  video: { en: "names of videos", ru: "имена видеофайлов" },
};

export function guessMedia(sample: ColumnSample): ColumnReading | null {
  for (const kind of ["image", "audio", "video"] as const) {
    const isPath = (text: string): boolean => mediaKindOf(text) === kind;
    const reason = {
      en: `${FILES[kind].en}, for example ${sample.texts[0]}`,
      ru: `${FILES[kind].ru}, например ${sample.texts[0]}`,
    };
    const listed = sample.texts.filter((text) => splitPaths(text).length > 1).length;
    if (listed > 0 && nearlyAll(sample, (text) => splitPaths(text).every(isPath))) {
      return {
        ...readsAs(kind, true, reason),
        read: (cell) => {
          const paths = splitPaths(cellText(cell));
          return paths.length === 0 ? null : paths;
        },
      };
    }
    if (nearlyAll(sample, isPath)) return readsAs(kind, false, reason);
  }
  return null;
}

/** Lists of JSON: file names, labels that repeat, or several texts. */
export function guessLists(sample: ColumnSample): ColumnReading | null {
  const { lists } = sample;
  if (lists.length === 0 || lists.length < 0.95 * (lists.length + sample.texts.length)) return null;
  const parts = lists.flat();
  const kind = mediaKindOf(String(parts[0] ?? ""));
  if (kind !== null && parts.every((part) => mediaKindOf(String(part)) === kind)) {
    return readsAs(kind, true, { en: `lists of ${FILES[kind].en}`, ru: `списки: ${FILES[kind].ru}` });
  }
  const distinct = new Set(parts).size;
  const short = parts.every((part) => typeof part === "string" && part.length <= 40);
  if (short && distinct * 2 <= parts.length) {
    return readsAs("labels", true, {
      en: `lists of ${distinct} labels that repeat`,
      ru: `списки из повторяющихся меток, разных: ${distinct}`,
    });
  }
  return readsAs("text", true, { en: "several texts in a cell", ru: "несколько текстов в ячейке" });
}
