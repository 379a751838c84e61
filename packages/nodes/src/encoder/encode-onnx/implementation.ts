/** Puts the cached vectors of the person's own frozen model into the graph. */
import { encodedOutputs } from "../../define/encoded-outputs.ts";
import { implement } from "../../define/graph.ts";
import { encodeOnnx } from "./definition.ts";

const FROZEN = { lora: null, rateScale: 1, layerDecay: 1, stochasticDepth: 0 } as const;

export const encodeOnnxGraph = implement(encodeOnnx, (g, { sources }) => encodedOutputs(g, sources, FROZEN));
