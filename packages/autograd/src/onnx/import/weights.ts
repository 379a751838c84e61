/** Which numbers of a file were learned, and so may be learned on, and which are only constants. */
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.ts";

/** A use of an initializer. */
export interface Reader {
  readonly node: OnnxNode;
  /** Place of the node in the file's order. */
  readonly position: number;
  /** Which input of the node it is. */
  readonly index: number;
}

export interface LearnedTensor {
  readonly tensor: OnnxTensor;
  /** In the file's order; more than one where a weight is shared. */
  readonly readers: readonly Reader[];
}

const FLOAT32 = 1;
/** Operators whose operands are learned. */
export const PRODUCTS: ReadonlySet<string> = new Set(["MatMul", "Gemm", "Conv", "ConvTranspose", "Einsum"]);
/** Inputs of normalisations that are learned; running statistics are not. */
const NORMS = new Map([
  ["LayerNormalization", [1, 2]],
  ["RMSNormalization", [1]],
  ["SimplifiedLayerNormalization", [1]],
  ["GroupNormalization", [1, 2]],
  ["InstanceNormalization", [1, 2]],
  ["BatchNormalization", [1, 2]],
]);
/** Here learned numbers (biases, scales, class tokens, positions) and constants (masks, roots) look alike. */
const MIXED = new Set([
  "Add",
  "Sub",
  "Mul",
  "Div",
  "Concat",
  "Expand",
  "Identity",
  "Reshape",
  "Transpose",
  "Unsqueeze",
  "Squeeze",
  "Slice",
  "Tile",
  "Cast",
  "Pad",
  "Where",
]);
/** A number this low in an operand of a sum keeps tokens out of an attention. */
const MASKING = -1e4;

/**
 * Float initializers that count as learned: operands of products, tables that are looked up in, scales and shifts of
 * normalisations; in sums, products of numbers and moves: tensors of more than one number that mask nothing and are
 * not among `constants` (what folding made out of constants alone, such as rotary tables).
 */
export function learnedTensors({ graph }: OnnxModel, constants: ReadonlySet<string>): LearnedTensor[] {
  const readers = readersOf(graph.nodes);
  return graph.initializers.flatMap((tensor) => {
    if (tensor.elementType !== FLOAT32 || constants.has(tensor.name)) return [];
    const uses = readers.get(tensor.name) ?? [];
    return uses.some((use) => learns(use, tensor)) ? [{ tensor, readers: uses }] : [];
  });
}

/** By the name of what is read. */
export function readersOf(nodes: readonly OnnxNode[]): Map<string, Reader[]> {
  const readers = new Map<string, Reader[]>();
  nodes.forEach((node, position) => {
    node.inputs.forEach((name, index) => {
      const known = readers.get(name);
      if (known === undefined) readers.set(name, [{ node, position, index }]);
      else known.push({ node, position, index });
    });
  });
  return readers;
}

function learns({ node, index }: Reader, tensor: OnnxTensor): boolean {
  if (PRODUCTS.has(node.type)) return true;
  const norm = NORMS.get(node.type);
  if (norm !== undefined) return norm.includes(index);
  if (node.type === "Gather") return index === 0 && tensor.dims.length >= 2;
  if (node.type === "PRelu") return index === 1;
  return MIXED.has(node.type) && isVaried(tensor);
}

function isVaried({ dims, data }: OnnxTensor): boolean {
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size <= 1 || !(data instanceof Uint8Array)) return false;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < data.byteLength; at += 4) if (!(view.getFloat32(at, true) > MASKING)) return false;
  return true;
}
