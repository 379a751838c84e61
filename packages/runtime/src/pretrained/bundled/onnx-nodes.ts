/** Builds an ONNX file node by node, for a model with two open sizes (texts, tokens): the graph compiler knows one. */
import {
  encodeModel,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from "@fuseline/autograd/onnx";

const IR_VERSION = 8;
const FLOAT = 1;
const INT64 = 7;

type Attributes = { readonly [name: string]: number | readonly number[] };

export class OnnxNodes {
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers: OnnxTensor[] = [];
  readonly #inputs: OnnxValueInfo[] = [];
  readonly #outputs: OnnxValueInfo[] = [];

  constructor(private readonly opset: number) {}

  /** Adds a node with one output. @returns the name of its output */
  node(type: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = `${type.toLowerCase()}_${this.#nodes.length}`;
    this.nodes(type, { inputs, outputs: [output], attributes });
    return output;
  }

  nodes(
    type: string,
    parts: {
      readonly inputs: readonly string[];
      readonly outputs: readonly string[];
      readonly attributes?: Attributes;
    },
  ): void {
    const attributes = Object.entries(parts.attributes ?? {}).map(
      ([name, value]) => [name, attributeOf(value)] as const,
    );
    const name = `${type}/${parts.outputs[0] ?? ""}`;
    this.#nodes.push({ ...parts, name, type, domain: "", attributes: new Map(attributes) });
  }

  floats(name: string, dims: readonly number[], data: Float32Array): string {
    this.#initializers.push({ name, elementType: FLOAT, dims, data: bytesOf(data) });
    return name;
  }

  float(name: string, value: number): string {
    return this.floats(name, [1], Float32Array.of(value));
  }

  integers(name: string, values: readonly number[], dims: readonly number[] = [values.length]): string {
    const data = bytesOf(BigInt64Array.from(values, BigInt));
    this.#initializers.push({ name, elementType: INT64, dims, data });
    return name;
  }

  input(name: string, dims: readonly (string | number)[]): string {
    this.#inputs.push({ name, elementType: INT64, dims });
    return name;
  }

  output(name: string, dims: readonly (string | number)[]): void {
    this.#outputs.push({ name, elementType: FLOAT, dims });
  }

  finish(name: string): Uint8Array<ArrayBuffer> {
    return encodeModel({
      irVersion: IR_VERSION,
      producer: "fuseline",
      opsets: [{ domain: "", version: this.opset }],
      metadata: new Map(),
      graph: {
        name,
        nodes: this.#nodes,
        initializers: this.#initializers,
        inputs: this.#inputs,
        outputs: this.#outputs,
      },
    });
  }
}

function attributeOf(value: number | readonly number[]): OnnxAttribute {
  if (typeof value !== "number") return { kind: "ints", value: value.map(BigInt) };
  return Number.isInteger(value) ? { kind: "int", value: BigInt(value) } : { kind: "float", value };
}

function bytesOf(data: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
