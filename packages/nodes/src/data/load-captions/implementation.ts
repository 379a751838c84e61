/** Reads a caption list and finds the pictures it names. */
import { joinFiles, readCaptions, readManifest } from "@fuseline/data";
import { issue, UserError } from "@fuseline/schema";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { loadCaptions } from "./definition.ts";

export const loadCaptionsStep = implementStep(
  loadCaptions,
  async ({ storage, node, signal, report }, { params }) => {
    const { file, images, limit } = params;
    if (file === null)
      throw new UserError(
        issue("input-missing", { node, param: "file" }, { port: "file", needed: 1, given: 0 }),
      );
    const { table, issues } = await readCaptions(storage.path(file.blob), { name: file.name, limit, signal });
    for (const found of issues) report.issue(found);
    if (images === null) return { outputs: { data: await storeDataset(storage, table) } };
    const joined = joinFiles(table, await readManifest(storage, images), {
      columns: ["image"],
      into: null,
      match: "stem",
      closest: 1,
      overrides: {},
      missing: "drop",
    });
    for (const found of joined.issues) report.issue(found);
    return { outputs: { data: await storeDataset(storage, joined.table) } };
  },
);
