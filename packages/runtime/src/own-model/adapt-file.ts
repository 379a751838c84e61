/** Rewrites a person's own file where it differs from what recipes feed: batches of pictures with channels first. */
import { encodeModel, type OnnxModel, type OnnxNode, type OnnxValueInfo } from "@fuseline/autograd/onnx";
import type { OwnInput } from "./own-ports.ts";

export interface AdaptedFile {
  /** Null: the file is used as it is. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly input: string;
  readonly output: string;
}

const FLOAT = 1;
const PIXELS = "fuseline/pixels";
const FEATURES = "fuseline/features";

/**
 * A file with channels last gets transpositions before its input and, where `map` is true, after its output, a map
 * with channels last as well. A batch that is declared as a number is declared free: a trial run shows whether it is.
 */
export function adaptFile(
  model: OnnxModel,
  { input, output, map }: { readonly input: OwnInput; readonly output: string; readonly map: boolean },
): AdaptedFile {
  if (input.layout === "nchw" && input.batch === null) return { bytes: null, input: input.name, output };
  const { graph } = model;
  const last = input.layout === "nhwc";
  const taken = last ? PIXELS : input.name;
  const given = last && map ? FEATURES : output;
  const free = (info: OnnxValueInfo): OnnxValueInfo =>
    info.name === input.name ? { ...info, name: taken, dims: pixelDims(info.dims, last) } : info;
  const nodes = [
    ...(last ? [transpose(taken, input.name, [0n, 2n, 3n, 1n])] : []),
    ...graph.nodes,
    ...(given === output ? [] : [transpose(output, given, [0n, 3n, 1n, 2n])]),
  ];
  const bytes = encodeModel({
    ...model,
    graph: {
      ...graph,
      nodes,
      inputs: graph.inputs.map(free),
      outputs: [{ name: given, elementType: FLOAT, dims: null }],
    },
  });
  return { bytes, input: taken, output: given };
}

/** [batch, 3, height, width], as far as the file tells. */
function pixelDims(dims: OnnxValueInfo["dims"], last: boolean): OnnxValueInfo["dims"] {
  const [, a = null, b = null, c = null] = dims ?? [];
  return last ? ["batch", c, a, b] : ["batch", a, b, c];
}

function transpose(from: string, to: string, perm: readonly bigint[]): OnnxNode {
  return {
    name: to,
    type: "Transpose",
    domain: "",
    inputs: [from],
    outputs: [to],
    attributes: new Map([["perm", { kind: "ints", value: perm }]]),
  };
}
