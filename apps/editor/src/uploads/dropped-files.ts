/** Files of a drop or a picker with the folders they lie in, as the server wants them named. */

export interface NamedFile {
  readonly file: File;
  /** With the folders of a dropped folder: `photos/chair.jpg`. */
  readonly path: string;
}

/** Files that operating systems leave in folders. */
const NOISE = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/;

export function pickedFiles(list: Iterable<File>): readonly NamedFile[] {
  return [...list]
    .map((file) => ({ file, path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath }))
    .filter(({ path }) => !NOISE.test(path));
}

/** Folders are walked. Must be called in the drop handler itself: the browser empties the list afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = pickedFiles(transfer.files);
  if (entries.length === 0) return plain;
  const found = await Promise.all(entries.map(filesOf));
  return found.flat().filter(({ path }) => !NOISE.test(path));
}

async function filesOf(entry: FileSystemEntry): Promise<readonly NamedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  if (!isFolder(entry)) return [];
  const children = await childrenOf(entry.createReader());
  return (await Promise.all(children.map(filesOf))).flat();
}

/** A reader hands out a hundred at a time. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** What the set of files is called: its only file, or the folder they share. */
export function nameOfFiles(files: readonly NamedFile[]): string {
  const [first] = files;
  if (first === undefined) return "upload";
  if (files.length === 1) return first.path.split("/").at(-1) ?? first.path;
  const folder = first.path.includes("/") ? first.path.split("/")[0] : undefined;
  const shared = folder !== undefined && files.every(({ path }) => path.startsWith(`${folder}/`));
  return shared
    ? folder
    : (files.find(({ path }) => !/\.(jpe?g|png|webp|gif|bmp)$/i.test(path)) ?? first).path;
}
