/** Reads the spreadsheet out of storage. */
import { readTable } from "@fuseline/data";
import { issue, UserError } from "@fuseline/schema";
import { storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { loadTable } from "./definition.ts";

export const loadTableStep = implementStep(
  loadTable,
  async ({ storage, node, signal, report }, { params }) => {
    const { file, sheet, header, delimiter, encoding } = params;
    if (file === null)
      throw new UserError(
        issue("input-missing", { node, param: "file" }, { port: "file", needed: 1, given: 0 }),
      );
    const { table, issues } = await readTable(storage.path(file.blob), {
      name: file.name,
      ...(sheet === "" ? {} : { sheet }),
      header,
      delimiter,
      encoding,
      signal,
    });
    for (const found of issues) report.issue(found);
    return { outputs: { data: await storeDataset(storage, table) } };
  },
);
