/** The nodes that bring the rows onto the canvas, and the columns they bring. */
import type { ColumnSchema, Endpoint } from "@fuseline/schema";
import { joinedColumns } from "../prepare/join-files/joined-columns.ts";
import type { Draft } from "./draft.ts";
import type { DataOrigin, DataUnderstanding } from "./understanding.ts";

const JOIN = "auto";

const plain = ({ name, modality, several }: ColumnSchema): ColumnSchema => ({ name, modality, several });

/** Columns as they are once photos have been found for the rows. */
export function sourceColumns({ origin, columns }: DataUnderstanding): readonly ColumnSchema[] {
  const own = columns.map(plain);
  return origin.kind === "table" && origin.files !== null
    ? joinedColumns(own, { key: origin.filesKey, match: JOIN })
    : own;
}

/** @returns the dataset output that all else starts from */
export function addSource(draft: Draft, { origin, columns }: DataUnderstanding): Endpoint {
  const node = addOrigin(draft, origin, columns.map(plain));
  return { node, port: "data" };
}

function addOrigin(draft: Draft, origin: DataOrigin, columns: readonly ColumnSchema[]): string {
  switch (origin.kind) {
    case "table":
      return addTable(draft, origin, columns);
    case "files":
      return draft.add("load-files", {
        files: { ...origin.files },
        labels: origin.labels,
        columns: [...columns] as never,
      });
    case "captions":
      return draft.add("load-captions", { file: origin.captions, images: origin.images });
    case "sample":
      return draft.add("load-sample", { sample: origin.sample });
    case "generated":
      return draft.add("make-sample", { task: origin.task, rows: origin.rows });
  }
}

function addTable(
  draft: Draft,
  origin: Extract<DataOrigin, { kind: "table" }>,
  columns: readonly ColumnSchema[],
): string {
  const table = draft.add("load-table", { file: origin.table, sheet: origin.sheet ?? "", columns });
  if (origin.files === null) return table;
  const files = draft.add("load-files", { files: origin.files, labels: "none" });
  const join = draft.add("join-files", { key: origin.filesKey, match: JOIN });
  draft.connect({ node: table, port: "data" }, join, "table");
  draft.connect({ node: files, port: "data" }, join, "files");
  return join;
}
