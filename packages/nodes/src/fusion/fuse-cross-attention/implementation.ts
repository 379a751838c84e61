/** Each token of the first part looks into the others. */
import { fuseCrossAttention as look } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { allColumns, allOptional, featureOf, featuresOf, maskOf } from "../../define/graph-values.ts";
import { fuseCrossAttention } from "./definition.ts";

export const fuseCrossAttentionGraph = implement(fuseCrossAttention, (g, { params, inputs }) => {
  const { optional: _, ...queries } = featureOf(inputs.queries);
  const memories = featuresOf(inputs.memory);
  const value = look(
    g,
    {
      queries: queries.value,
      memories: memories.map((memory) => ({ value: memory.value, mask: maskOf(g, memory) })),
    },
    params,
  );
  const parts = [featureOf(inputs.queries), ...memories];
  return { fused: { ...queries, value, columns: allColumns(parts), ...allOptional(parts) } };
});
