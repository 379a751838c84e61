/** Numbers, categories and dates of a row into one vector. */
import { tableMlp } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { feedOf } from "../../define/graph-values.ts";
import { encodeTable } from "./definition.ts";

export const encodeTableGraph = implement(encodeTable, (g, { params, sources }) => {
  const table = feedOf(sources.table, "table");
  const { width, layers, dropout } = params;
  const value = tableMlp(g, table, { width, layers, dropout });
  return {
    embedding: {
      type: "feature",
      shape: "embedding",
      value,
      presence: table.presence,
      columns: table.columns,
    },
  };
});
