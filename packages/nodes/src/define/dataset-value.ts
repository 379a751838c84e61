/** Storing tables as datasets, and getting them back. */
import type { Storage } from "@fuseline/data";
import type { DatasetValue, StepValue, Table } from "@fuseline/schema";
import type { StepContext } from "./step.ts";

export async function storeDataset(storage: Storage, table: Table): Promise<DatasetValue> {
  const blob = await storage.putJson(table as never);
  const columns = table.columns.map(({ name, modality, several }) => ({ name, modality, several }));
  return { type: "dataset", table: blob, rows: table.row.length, columns };
}

/** The table of the dataset that arrives on a port. */
export async function arrivingTable(context: StepContext, values: readonly StepValue[]): Promise<Table> {
  const dataset = values.find((value) => value.type === "dataset");
  if (dataset === undefined) throw new Error("no dataset arrives");
  return context.table(dataset.table);
}
