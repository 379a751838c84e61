/** A small transformer over tokens, learnt from scratch. */
import { pool, textTransformer } from "@fuseline/layers";
import { implement } from "../../define/graph.ts";
import { feedOf } from "../../define/graph-values.ts";
import { encodeTextNew } from "./definition.ts";

export const encodeTextNewGraph = implement(encodeTextNew, (g, { params, sources }) => {
  const { ids, mask, presence, vocabulary, columns } = feedOf(sources.tokens, "tokens");
  const { width, heads, layers, mlpRatio, dropout, stochasticDepth, position } = params;
  const tokens = textTransformer(
    g,
    { ids, mask },
    { vocabulary, width, heads, layers, mlpRatio, dropout, stochasticDepth, position },
  );
  const shared = { type: "feature", presence, columns } as const;
  return {
    features: { ...shared, shape: "sequence", value: tokens, mask },
    embedding: { ...shared, shape: "embedding", value: pool(g, tokens, { how: "mean", mask }) },
  };
});
