/** Puts the vectors of a ready vision model into the graph: cached ones, or those of its own graph where it learns. */
import { encodedOutputs } from "../../define/encoded-outputs.ts";
import { implement } from "../../define/graph.ts";
import { tuneOptions } from "../../define/tuning.ts";
import { encodeImage } from "./definition.ts";

export const encodeImageGraph = implement(encodeImage, (g, { params, sources }) =>
  encodedOutputs(g, sources, tuneOptions(params)),
);
