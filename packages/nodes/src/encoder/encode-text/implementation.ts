/** Puts the cached vectors of a frozen language model into the graph. */
import { encodedOutputs } from "../../define/encoded-outputs.ts";
import { implement } from "../../define/graph.ts";
import { encodeText } from "./definition.ts";

export const encodeTextGraph = implement(encodeText, (g, { sources }) => encodedOutputs(g, sources));
