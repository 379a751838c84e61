/** Extensions that data sources take, lower case, with their dot. */
export const IMAGE_FILES = [
  ".jpg",
  ".jpeg",
  ".png",
  ".webp",
  ".gif",
  ".bmp",
  ".tif",
  ".tiff",
  ".avif",
] as const;
