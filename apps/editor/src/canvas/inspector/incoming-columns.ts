/** The columns that arrive at a node, for fields that name one. */
import type { ColumnSchema } from "@fuseline/schema";
import { useMemo } from "react";
import { useEditor } from "../store/editor-context.ts";

export function useIncomingColumns(node: string): readonly ColumnSchema[] {
  const inputs = useEditor(({ resolved }) => resolved.nodes[node]?.inputs);
  return useMemo(() => {
    const columns = new Map<string, ColumnSchema>();
    for (const types of Object.values(inputs ?? {})) {
      for (const type of types) {
        if (type.kind === "dataset") for (const column of type.columns) columns.set(column.name, column);
      }
    }
    return [...columns.values()];
  }, [inputs]);
}
