/** Cuts an encoder's file so that a value inside it becomes its one output. */
import { cut, encodeModel, type OnnxModel, type OnnxNode, type OnnxTensor } from "@fuseline/autograd/onnx";

export interface EncoderCut {
  readonly value: string;
  /** Name of the new output. */
  readonly name: string;
  /** Of a sequence [batch, tokens, size]: leading tokens to leave out. */
  readonly skipTokens?: number;
}

const FLOAT = 1;
const INT64 = 7;
/** To the end, however many tokens there are. */
const END = 2n ** 62n;

export function cutEncoder(
  model: OnnxModel,
  { value, name, skipTokens = 0 }: EncoderCut,
): Uint8Array<ArrayBuffer> {
  const short = cut(model, [value]);
  const start = constant(`${name}/start`, BigInt(skipTokens));
  const end = constant(`${name}/end`, END);
  const axis = constant(`${name}/axis`, 1n);
  const inputs = [value, start.name, end.name, axis.name];
  const last: OnnxNode =
    skipTokens === 0
      ? {
          name: `cut/${name}`,
          type: "Identity",
          domain: "",
          inputs: [value],
          outputs: [name],
          attributes: new Map(),
        }
      : { name: `cut/${name}`, type: "Slice", domain: "", inputs, outputs: [name], attributes: new Map() };
  return encodeModel({
    ...short,
    graph: {
      ...short.graph,
      nodes: [...short.graph.nodes, last],
      initializers:
        skipTokens === 0 ? short.graph.initializers : [...short.graph.initializers, start, end, axis],
      outputs: [{ name, elementType: FLOAT, dims: null }],
    },
  });
}

function constant(name: string, value: bigint): OnnxTensor {
  return { name, elementType: INT64, dims: [1], data: new Uint8Array(BigInt64Array.of(value).buffer) };
}
