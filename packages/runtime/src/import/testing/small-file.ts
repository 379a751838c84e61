/** Writes small ONNX files by hand. For tests only. */
import { encodeModel, type OnnxAttribute, type OnnxNode, type OnnxTensor } from "@fuseline/autograd/onnx";

const FLOAT32 = 1;

export function node(
  type: string,
  [inputs, outputs]: readonly [readonly string[], readonly string[]],
  rest: { readonly domain?: string; readonly attributes?: readonly [string, OnnxAttribute][] } = {},
): OnnxNode {
  const attributes = new Map(rest.attributes ?? []);
  return { name: `encoder/${type}`, type, domain: rest.domain ?? "", inputs, outputs, attributes };
}

export function floats(name: string, dims: readonly number[], numbers: readonly number[]): OnnxTensor {
  return { name, elementType: FLOAT32, dims, data: new Uint8Array(Float32Array.from(numbers).buffer) };
}

export interface SmallFile {
  readonly nodes: readonly OnnxNode[];
  readonly initializers?: readonly OnnxTensor[];
  /** Element type of the input x; float32 unless said. */
  readonly elementType?: number;
  /** Sizes of x behind the batch. */
  readonly dims: readonly number[];
  /** Operator set; 17 unless said. */
  readonly opset?: number;
}

/** Input x [batch, …], output y. */
export function smallFile(file: SmallFile): Uint8Array {
  const { nodes, initializers = [], elementType = FLOAT32, dims, opset = 17 } = file;
  const domains = new Set(nodes.map(({ domain }) => domain).filter((domain) => domain !== ""));
  return encodeModel({
    irVersion: 8,
    producer: "test",
    opsets: [{ domain: "", version: opset }, ...[...domains].map((domain) => ({ domain, version: 1 }))],
    metadata: new Map(),
    graph: {
      name: "test",
      nodes,
      initializers,
      inputs: [{ name: "x", elementType, dims: ["batch", ...dims] }],
      outputs: [{ name: "y", elementType: elementType === 7 ? FLOAT32 : elementType, dims: null }],
    },
  });
}
