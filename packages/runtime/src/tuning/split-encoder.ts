/** Splits an encoder where a single tensor holds everything that its learning part needs from the part before. */
import { GraphBuilder } from "@fuseline/autograd";
import { cut, type ImportSource, importGraph, type OnnxModel } from "@fuseline/autograd/onnx";

export interface SplitEncoder {
  readonly prefix: OnnxModel;
  /** The tensor between the parts: output of the one, input of the other. */
  readonly boundary: string;
  /** Its sizes behind the batch. */
  readonly dims: readonly number[];
  readonly suffix: ImportSource;
}

const FLOAT = 1;

/** Null where the first layers learn too, or more than one tensor would have to be kept. */
export function splitEncoder(source: ImportSource, trained: ReadonlySet<string>): SplitEncoder | null {
  const { model } = source;
  const boundary = boundaryOf(source, trained);
  const [output] = model.graph.outputs;
  if (boundary === null || output === undefined || output.name === boundary) return null;
  const prefix = cut(model, [boundary]);
  const dims = sizesOf({ ...source, model: prefix }, boundary);
  const input = { name: boundary, elementType: FLOAT, dims: ["batch", ...dims] };
  const fed = new Set(model.graph.inputs.map(({ name }) => name));
  const behind: OnnxModel = {
    ...model,
    graph: {
      ...model.graph,
      nodes: model.graph.nodes
        .filter(({ outputs }) => !outputs.includes(boundary))
        // All sizes but the batch are fixed, and the batch can as well be read off the boundary.
        .map((node) =>
          node.type === "Shape" && fed.has(node.inputs[0] ?? "") ? { ...node, inputs: [boundary] } : node,
        ),
      inputs: [input, ...model.graph.inputs],
    },
  };
  const suffix = cut(behind, [output.name]);
  const kept = new Set(suffix.graph.initializers.map(({ name }) => name));
  return {
    prefix,
    boundary,
    dims,
    suffix: { ...source, model: suffix, weights: source.weights.filter(({ name }) => kept.has(name)) },
  };
}

/**
 * The last tensor through which everything goes that the learning part needs from weights before it. Values that no
 * weight went into (masks of padded tokens) are cheap and computed again.
 */
function boundaryOf({ model, weights }: ImportSource, trained: ReadonlySet<string>): string | null {
  const { nodes, inputs, initializers } = model.graph;
  const fixed = new Set(initializers.map(({ name }) => name));
  const fed = new Set(inputs.map(({ name }) => name).filter((name) => !fixed.has(name)));
  const weighted = new Set(weights.map(({ name }) => name));
  const learning = reach(nodes, trained);
  const main = (blocked: string | null): ReadonlySet<string> => {
    const fromInput = reach(nodes, fed, blocked);
    const fromWeight = reach(nodes, weighted, blocked);
    return new Set([...fromInput].filter((name) => fromWeight.has(name) && !learning.has(name)));
  };
  const computed = main(null);
  const needed = nodes
    .filter(({ outputs }) => outputs.some((name) => learning.has(name)))
    .flatMap((node) => node.inputs.filter((name) => computed.has(name)));
  if (needed.length === 0) return null;
  const candidates = nodes.flatMap(({ outputs }) => outputs.filter((name) => computed.has(name)));
  const through = (name: string): boolean => {
    const around = main(name);
    return needed.every((one) => one === name || !around.has(one));
  };
  return candidates.reverse().find(through) ?? null;
}

/** Every value that one of `from` goes into otherwise than through `blocked`, and these themselves. */
function reach(
  nodes: OnnxModel["graph"]["nodes"],
  from: ReadonlySet<string>,
  blocked: string | null = null,
): ReadonlySet<string> {
  const reached = new Set(from);
  for (const { inputs, outputs } of nodes)
    if (inputs.some((name) => reached.has(name)))
      for (const name of outputs) if (name !== blocked) reached.add(name);
  return reached;
}

function sizesOf(source: ImportSource, output: string): number[] {
  const { outputs } = importGraph({ builder: new GraphBuilder({ training: false }), source });
  const value = outputs.get(output);
  if (value === undefined) throw new Error(`the first part of the encoder gives no ${output}`);
  return value.dims.slice(1).map((dim) => {
    if (typeof dim === "string") throw new Error(`${output} has the open size ${dim}`);
    return dim;
  });
}
