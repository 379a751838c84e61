/** Puts the cached vectors of a frozen vision model into the graph. */
import { encodedOutputs } from "../../define/encoded-outputs.ts";
import { implement } from "../../define/graph.ts";
import { encodeImage } from "./definition.ts";

export const encodeImageGraph = implement(encodeImage, (g, { sources }) => encodedOutputs(g, sources));
