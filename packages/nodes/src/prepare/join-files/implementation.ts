/** Puts photos into the rows that name them. */
import { joinFiles as join } from "@fuseline/data";
import type { Table } from "@fuseline/schema";
import { arrivingTable, storeDataset } from "../../define/dataset-value.ts";
import { implementStep } from "../../define/step.ts";
import { joinFiles } from "./definition.ts";
import { photoColumn, photoColumns } from "./joined-columns.ts";

export const joinFilesStep = implementStep(joinFiles, async (context, { params, inputs }) => {
  const [table, files] = await Promise.all([
    arrivingTable(context, inputs.table),
    arrivingTable(context, inputs.files),
  ]);
  const photos = photoColumns(table.columns, params.key);
  const named = params.key !== null && photos.length === 0;
  const joined = join(table, filesOf(files), {
    ...params,
    columns: named ? [params.key] : photos,
    into: named ? photoColumn(table.columns) : null,
  });
  for (const found of joined.issues) context.report.issue(found);
  return { outputs: { data: await storeDataset(context.storage, joined.table) } };
});

/** The files of a table of files: whatever column holds them. */
function filesOf(table: Table): { path: string; blob: string; bytes: number }[] {
  const media = table.columns.find(({ modality }) => modality === "image");
  return (media?.values ?? []).flatMap((cell) =>
    typeof cell === "object" && cell !== null && "blob" in cell
      ? [{ path: cell.name, blob: cell.blob, bytes: 0 }]
      : [],
  );
}
