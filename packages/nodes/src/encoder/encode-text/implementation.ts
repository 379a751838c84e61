/** Puts the vectors of a ready language model into the graph: cached ones, or those of its own graph where it learns. */
import { encodedOutputs } from "../../define/encoded-outputs.ts";
import { implement } from "../../define/graph.ts";
import { tuneOptions } from "../../define/tuning.ts";
import { encodeText } from "./definition.ts";

export const encodeTextGraph = implement(encodeText, (g, { params, sources }) =>
  encodedOutputs(g, sources, tuneOptions(params)),
);
