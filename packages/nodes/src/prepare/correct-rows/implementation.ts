/** Applies corrections to the rows they name, and lists those that no longer fit. */
import { correctRows as correct } from "@fuseline/data";
import { arrivingTable, storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { correctRows } from "./definition.ts";

export const correctRowsStep = implementStep(correctRows, async (context, { params, inputs }) => {
  const { table, issues } = correct(await arrivingTable(context, inputs.data), params.edits);
  for (const found of issues) context.report.issue(found);
  return { outputs: { data: await storeDataset(context.storage, table) } };
});
