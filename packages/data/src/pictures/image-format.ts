/** Tells a picture's format from its first bytes; names lie, bytes do not. */

export type ImageFormat = "jpeg" | "png" | "webp" | "gif" | "tiff" | "avif";
export type RefusedFormat = "svg" | "heic" | "bmp" | "pdf" | "zip" | "unknown";

export function sniffFormat(bytes: Uint8Array): ImageFormat | RefusedFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512)).toString(
    "latin1",
  );
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (head.startsWith("II*\0") || head.startsWith("MM\0*")) return "tiff";
  if (head.slice(4, 8) === "ftyp") return head.slice(8, 32).includes("avif") ? "avif" : "heic";
  if (head.startsWith("BM")) return "bmp";
  if (head.startsWith("%PDF")) return "pdf";
  if (head.startsWith("PK\x03\x04")) return "zip";
  return /<svg[\s>]/i.test(head) ? "svg" : "unknown";
}

export function isDecodable(format: ImageFormat | RefusedFormat): format is ImageFormat {
  switch (format) {
    case "jpeg":
    case "png":
    case "webp":
    case "gif":
    case "tiff":
    case "avif":
      return true;
    case "svg":
    case "heic":
    case "bmp":
    case "pdf":
    case "zip":
    case "unknown":
      return false;
  }
}
