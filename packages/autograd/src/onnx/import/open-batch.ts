/** Two foldings of one model, for batches of two and of three, made into one for any batch. */
import { toNumbers } from "../../ir/tensor.ts";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.ts";
import { BatchNodes } from "./batch-nodes.ts";
import { stretched } from "./batch-tensors.ts";
import { tensorData } from "./tensor-data.ts";

/** The batches to fold for: sizes that follow the batch are those that stand in this relation. */
export const FOLDED_BATCHES = [2, 3] as const;
export const BATCH = "batch";

/**
 * What differs between the two depends on the batch: sizes in shapes, rows repeated for every example, numbers of
 * examples. Each is replaced by few nodes that read the batch off the first input. The result is meant for import; the
 * operator set that it is written in need not know all of them in this form.
 * @throws Error that names what depends on the batch in another way
 */
export function openBatch(two: OnnxModel, three: OnnxModel): OnnxModel {
  const pairs = pairedInitializers(two, three);
  const fixed = new Set(two.graph.initializers.map(({ name }) => name));
  const fed = two.graph.inputs.filter(({ name }) => !fixed.has(name));
  const [first] = fed;
  if (first === undefined) return two;
  const made = new BatchNodes(first.name);
  const renamed = new Map<string, string>();
  const initializers = two.graph.initializers.map((tensor) => {
    const other = pairs.get(tensor.name);
    if (other === undefined || isSame(tensor, other)) return tensor;
    const shape = onlyReshapes(two, tensor.name) ? reshapeTo(tensor, other) : null;
    if (shape !== null) return shape;
    const change = stretched(tensor, other);
    renamed.set(tensor.name, made.stretch(change));
    return change.tensor;
  });
  return {
    ...two,
    graph: {
      ...two.graph,
      initializers: [...initializers, ...made.initializers],
      nodes: [...made.nodes, ...two.graph.nodes.map((node) => reading(node, renamed))],
      inputs: fed.map((input) => ({ ...input, dims: [BATCH, ...(input.dims ?? []).slice(1)] })),
      outputs: two.graph.outputs.map((output) => ({ ...output, dims: null })),
    },
  };
}

/** Initializers of the first by those that stand in their place in the second. */
function pairedInitializers(two: OnnxModel, three: OnnxModel): Map<string, OnnxTensor> {
  const [own, others] = [two, three].map(
    ({ graph }) => new Map(graph.initializers.map((tensor) => [tensor.name, tensor] as const)),
  );
  const pairs = new Map<string, OnnxTensor>();
  const [left, right] = [two.graph.nodes, three.graph.nodes];
  left.forEach((node, i) => {
    const twin = right[i];
    if (twin?.type !== node.type || left.length !== right.length)
      throw new Error(`${node.name} is another operator for another batch`);
    node.inputs.forEach((name, index) => {
      const twinName = twin.inputs[index] ?? "";
      const other = others?.get(twinName);
      if ((own?.has(name) ?? false) !== (other !== undefined))
        throw new Error(`${node.name} reads something else for another batch`);
      if (other !== undefined) pairs.set(name, other);
    });
  });
  return pairs;
}

function isSame(a: OnnxTensor, b: OnnxTensor): boolean {
  const sameDims = a.dims.length === b.dims.length && a.dims.every((dim, i) => dim === b.dims[i]);
  if (!sameDims || !(a.data instanceof Uint8Array) || !(b.data instanceof Uint8Array)) return sameDims;
  return sameBytes(a.data, b.data);
}

/** A plain loop: these are all the weights of a model. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function onlyReshapes({ graph }: OnnxModel, name: string): boolean {
  return graph.nodes.every(
    ({ type, inputs }) => !inputs.includes(name) || (type === "Reshape" && inputs[0] !== name),
  );
}

/** A reshape works the one size that follows the batch out by itself. */
function reshapeTo(tensor: OnnxTensor, other: OnnxTensor): OnnxTensor | null {
  const [sizes, twins] = [tensor, other].map((one) => toNumbers(tensorData(one))) as [number[], number[]];
  const open = sizes.flatMap((size, i) => (size === twins[i] ? [] : [i]));
  const [only] = open;
  if (only === undefined || open.length > 1 || sizes.includes(-1)) return null;
  const data = BigInt64Array.from(sizes, (size, i) => BigInt(i === only ? -1 : size));
  return { ...tensor, data: new Uint8Array(data.buffer) };
}

function reading(node: OnnxNode, renamed: ReadonlyMap<string, string>): OnnxNode {
  if (!node.inputs.some((name) => renamed.has(name))) return node;
  return { ...node, inputs: node.inputs.map((name) => renamed.get(name) ?? name) };
}
