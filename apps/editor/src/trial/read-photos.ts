/** Picture files of a drop, a paste or a picker, read for sending and showing. */
import type { PhotoValue } from "./trial-values.ts";

let count = 0;

/** Files that are not pictures are left out. */
export async function readPhotos(files: Iterable<File>): Promise<readonly PhotoValue[]> {
  const pictures = [...files].filter(({ type }) => type.startsWith("image/"));
  return Promise.all(
    pictures.map(async (file) => ({
      id: `${file.name} ${++count}`,
      name: file.name,
      dataUrl: await dataUrl(file),
    })),
  );
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
