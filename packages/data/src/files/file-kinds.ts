/** Files that are passed over in silence, and files that are refused by name. */
import { extensionOf } from "../tables/media-path.ts";

const JUNK = new Set([".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized"]);
const ARCHIVES = new Set(["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst"]);
const REFUSED = new Set(["svg", "svgz", "heic", "heif", "bmp", "psd", "raw", "cr2", "nef", "xls"]);

/** Left by the operating system or by tools; nobody's data. */
export function isJunk(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  return (
    parts.includes("__MACOSX") ||
    parts.includes(".git") ||
    name.startsWith("._") ||
    JUNK.has(name.toLowerCase())
  );
}

export function isArchive(path: string): boolean {
  return ARCHIVES.has(extensionOf(path));
}

/** Formats that cannot be opened here, or not safely. */
export function isRefused(path: string): boolean {
  return REFUSED.has(extensionOf(path));
}
