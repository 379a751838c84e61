/** Sets rows aside for validation and test. */
import { splitRows as split } from "@fuseline/data";
import { arrivingTable, storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { splitRows } from "./definition.ts";

export const splitRowsStep = implementStep(splitRows, async (context, { params, inputs }) => {
  const table = await arrivingTable(context, inputs.data);
  const { table: parted, issues } = split(table, { ...params, seed: context.seed });
  for (const found of issues) context.report.issue(found);
  return { outputs: { data: await storeDataset(context.storage, parted) } };
});
