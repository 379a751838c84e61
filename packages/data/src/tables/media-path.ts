/** Tells from a name whether a file is a picture, a sound or a video, and which kinds are refused. */

export type MediaKind = "image" | "audio" | "video";

const KIND_OF: { readonly [extension: string]: MediaKind } = Object.fromEntries([
  ...["jpg", "jpeg", "jfif", "png", "webp", "gif", "tif", "tiff", "avif", "bmp", "heic", "heif", "svg"].map(
    (e) => [e, "image"],
  ),
  ...["wav", "mp3", "ogg", "oga", "flac", "opus", "m4a", "aac"].map((e) => [e, "audio"]),
  ...["mp4", "webm", "mov", "mkv", "avi"].map((e) => [e, "video"]),
]);

/** Of a file name, a path or an address; without the point, lower case; "" when there is none. */
export function extensionOf(path: string): string {
  const clean = /^https?:/i.test(path) ? path.replace(/[?#].*$/, "") : path;
  return /\.([A-Za-z0-9]{1,8})$/.exec(clean.trim())?.[1]?.toLowerCase() ?? "";
}

export function mediaKindOf(path: string): MediaKind | null {
  if (path.length > 1000 || path.includes("\n")) return null;
  return KIND_OF[extensionOf(path)] ?? null;
}

/** The paths in a cell that may list several: "a.jpg; b.jpg". */
export function splitPaths(cell: string): string[] {
  const parts = cell.split(/[;|\n]|,(?=\s*\S+\.[A-Za-z0-9]{1,8}\s*(?:,|$))/).map((part) => part.trim());
  return parts.filter((part) => part !== "");
}
