/** Keeps the chosen columns in their roles and warns about what looks wrong. */
import { chooseColumns as choose } from "@fuseline/data";
import { arrivingTable, storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { chooseColumns } from "./definition.ts";

export const chooseColumnsStep = implementStep(chooseColumns, async (context, { params, inputs }) => {
  const { table, issues } = choose(await arrivingTable(context, inputs.data), params.roles);
  for (const found of issues) context.report.issue(found);
  return { outputs: { data: await storeDataset(context.storage, table) } };
});
