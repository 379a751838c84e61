/** One row a file: its path, name, folder and the picture itself; folders may be the classes. */
import { contentId, type FileEntry, readManifest, uniqueIds } from "@fuseline/data";
import { issue, type Table, UserError } from "@fuseline/schema";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { loadFiles } from "./definition.ts";

/** Folder names are classes when so many of them hold so large a share of the files. */
const CLASS_FOLDERS = { fewest: 2, most: 1000, share: 0.8 };

export const loadFilesStep = implementStep(loadFiles, async ({ storage, node }, { params }) => {
  const { files, labels, deep } = params;
  if (files === null)
    throw new UserError(
      issue("input-missing", { node, param: "files" }, { port: "files", needed: 1, given: 0 }),
    );
  const all = await readManifest(storage, files);
  const kept = deep ? all : all.filter(({ path }) => !path.includes("/"));
  const labelled = labels === "folder" || (labels === "auto" && foldersAreClasses(kept));
  return { outputs: { data: await storeDataset(storage, tableOf(kept, labelled)) } };
});

function tableOf(files: readonly FileEntry[], labelled: boolean): Table {
  const column = (name: string, modality: "identity" | "text" | "category", values: readonly string[]) => ({
    name,
    modality,
    several: false,
    values,
  });
  const media = files.map(({ path, blob }) => ({ name: path, blob }));
  return {
    columns: [
      column(
        "file",
        "identity",
        files.map(({ path }) => path),
      ),
      column(
        "name",
        "text",
        files.map(({ path }) => nameOf(path)),
      ),
      column(
        "folder",
        "category",
        files.map(({ path }) => folderOf(path)),
      ),
      { name: "photo", modality: "image", several: false, values: media },
      ...(labelled
        ? [
            column(
              "label",
              "category",
              files.map(({ path }) => folderOf(path)),
            ),
          ]
        : []),
    ],
    row: uniqueIds(files.map(({ path, blob }) => contentId([path, blob]))),
  };
}

function foldersAreClasses(files: readonly FileEntry[]): boolean {
  const inFolders = files.filter(({ path }) => folderOf(path) !== "");
  const folders = new Set(inFolders.map(({ path }) => folderOf(path)));
  const { fewest, most, share } = CLASS_FOLDERS;
  return folders.size >= fewest && folders.size <= most && inFolders.length >= share * files.length;
}

function nameOf(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/, "");
}

function folderOf(path: string): string {
  return path.split("/").at(-2) ?? "";
}
