/** Where the tensors that folding made come from: a learned tensor of the file, or constants alone. */
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.ts";

/** What these make of a tensor is no longer a place to learn at: positions turned into waves, sizes, truth values. */
const ENDS = new Set([
  "Cos",
  "Sin",
  "Range",
  "Shape",
  "ConstantOfShape",
  "Equal",
  "Greater",
  "GreaterOrEqual",
  "Less",
  "LessOrEqual",
]);
const FLOAT32 = 1;

export interface Provenance {
  /** Made of constants alone. */
  readonly constants: ReadonlySet<string>;
  /** The folded tensor's name → the one learned tensor it was made of, by moving numbers or by looking rows up. */
  readonly origins: ReadonlyMap<string, string>;
}

/** @param unfolded the same file before it was folded */
export function provenanceOf(folded: OnnxModel, unfolded: OnnxModel): Provenance {
  const trace = tracer(unfolded);
  const known = new Set(unfolded.graph.initializers.map(({ name }) => name));
  const constants = new Set<string>();
  const origins = new Map<string, string>();
  for (const { name, elementType } of folded.graph.initializers) {
    if (known.has(name) || elementType !== FLOAT32) continue;
    const sources = trace(name);
    if (sources === null) continue;
    const [only] = sources;
    if (only === undefined) constants.add(name);
    else if (sources.size === 1) origins.set(name, only);
  }
  return { constants, origins };
}

/** From a value's name to the learned tensors it is made of; null for a name that the file does not know. */
function tracer({ graph }: OnnxModel): (name: string) => ReadonlySet<string> | null {
  const makers = new Map<string, OnnxNode>();
  for (const node of graph.nodes) for (const output of node.outputs) makers.set(output, node);
  const tensors = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const found = new Map<string, ReadonlySet<string>>();
  const trace = (name: string): ReadonlySet<string> | null => {
    const before = found.get(name);
    if (before !== undefined) return before;
    const tensor = tensors.get(name);
    if (tensor !== undefined) return new Set(isLong(tensor) ? [name] : []);
    const maker = makers.get(name);
    if (maker === undefined) return null;
    const inputs = ENDS.has(maker.type) ? [] : maker.inputs.filter((input) => input !== "");
    const sources = new Set(inputs.flatMap((input) => [...(trace(input) ?? [])]));
    found.set(name, sources);
    return sources;
  };
  return trace;
}

function isLong({ elementType, dims }: OnnxTensor): boolean {
  return elementType === FLOAT32 && dims.some((dim) => dim > 1);
}

/**
 * Gives folded tensors the name of what they were made of, where that is gone: names tell blocks and adapters apart.
 * A matrix that is there as well as its transposed form (an output layer tied to a table) stays one: the other form is
 * computed from it again.
 */
export function renamedByOrigin(
  model: OnnxModel,
  { origins, unfolded }: { origins: ReadonlyMap<string, string>; unfolded: OnnxModel },
): OnnxModel {
  const taken = new Set(model.graph.initializers.map(({ name }) => name));
  const makers = new Map(
    unfolded.graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const tied: OnnxNode[] = [];
  const renamed = new Map<string, string>();
  for (const [name, origin] of origins) {
    const maker = makers.get(name);
    if (!taken.has(origin)) {
      taken.add(origin);
      renamed.set(name, origin);
    } else if (maker?.type === "Transpose" && maker.inputs[0] === origin) tied.push(maker);
  }
  const again = new Set(tied.flatMap(({ outputs }) => outputs));
  const named = (name: string): string => renamed.get(name) ?? name;
  const { graph } = model;
  return {
    ...model,
    graph: {
      ...graph,
      initializers: graph.initializers
        .filter(({ name }) => !again.has(name))
        .map((tensor) => ({ ...tensor, name: named(tensor.name) })),
      nodes: [...tied, ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(named) }))],
    },
  };
}
