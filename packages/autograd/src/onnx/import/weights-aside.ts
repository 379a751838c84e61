/** Takes large weights out of a file while it is folded: the runtime would hold each of them several times over. */
import type { OnnxModel, OnnxTensor, OnnxValueInfo } from "../model.ts";
import { type Reader, readersOf } from "./weights.ts";

const FLOAT32 = 1;
/** Smaller ones are no burden. */
const LEAST_BYTES = 1 << 16;

export interface WeightsAside {
  /** The weights are inputs of it. */
  readonly model: OnnxModel;
  /** Puts them back, as they were, into what was made of the model. */
  restored(folded: OnnxModel): OnnxModel;
}

/** Only weights are taken that nothing can be folded into or out of: second operands of products, tables for ids. */
export function setWeightsAside(model: OnnxModel): WeightsAside {
  const { graph } = model;
  // It is folded into the product before it.
  const normalised = graph.nodes.some(({ type }) => type === "BatchNormalization");
  const readers = readersOf(graph.nodes);
  const fed = new Set(graph.inputs.map(({ name }) => name));
  const given = new Set([...fed, ...graph.outputs.map(({ name }) => name)]);
  const aside = graph.initializers.filter((tensor) => {
    const uses = readers.get(tensor.name) ?? [];
    if (normalised || given.has(tensor.name) || !isLarge(tensor) || uses.length === 0) return false;
    return uses.every((use) => isPlain(use, fed));
  });
  const names = new Set(aside.map(({ name }) => name));
  return {
    model: {
      ...model,
      graph: {
        ...graph,
        initializers: graph.initializers.filter(({ name }) => !names.has(name)),
        inputs: [...graph.inputs, ...aside.map(inputFor)],
      },
    },
    restored: (folded) => ({
      ...folded,
      graph: {
        ...folded.graph,
        initializers: [...aside, ...folded.graph.initializers],
        inputs: folded.graph.inputs.filter(({ name }) => !names.has(name)),
      },
    }),
  };
}

function isLarge({ elementType, data }: OnnxTensor): boolean {
  return elementType === FLOAT32 && data instanceof Uint8Array && data.byteLength >= LEAST_BYTES;
}

function isPlain({ node: { type, inputs }, index }: Reader, fed: ReadonlySet<string>): boolean {
  if (type === "MatMul" || type === "Gemm") return index === 1;
  return type === "Gather" && index === 0 && fed.has(inputs[1] ?? "");
}

function inputFor({ name, elementType, dims }: OnnxTensor): OnnxValueInfo {
  return { name, elementType, dims };
}
