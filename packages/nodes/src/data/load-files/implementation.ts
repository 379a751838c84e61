/** One row a file: its path, name, folder and the picture itself; folders may be the classes or the parts. */
import { readManifest, tableOfFiles } from "@fuseline/data";
import { issue, UserError } from "@fuseline/schema";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { loadFiles } from "./definition.ts";

export const loadFilesStep = implementStep(loadFiles, async ({ storage, node }, { params }) => {
  const { files, labels, deep } = params;
  if (files === null)
    throw new UserError(
      issue("input-missing", { node, param: "files" }, { port: "files", needed: 1, given: 0 }),
    );
  const { table } = tableOfFiles(await readManifest(storage, files), { name: files.name, labels, deep });
  return { outputs: { data: await storeDataset(storage, table) } };
});
