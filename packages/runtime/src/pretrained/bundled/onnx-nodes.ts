/** Writes an ONNX file node by node, for a model whose two open sizes (texts, tokens) the graph compiler has no need of. */
import { ProtobufWriter } from "@fuseline/autograd/onnx";

const IR_VERSION = 8;
const FLOAT = 1;
const INT64 = 7;

export class OnnxNodes {
  readonly #graph = new ProtobufWriter();
  #count = 0;

  constructor(private readonly opset: number) {}

  /** Adds a node with one output. @returns the name of its output */
  node(
    type: string,
    inputs: readonly string[],
    attributes: { readonly [name: string]: number | readonly number[] } = {},
  ): string {
    const output = `${type.toLowerCase()}_${++this.#count}`;
    this.nodes(type, { inputs, outputs: [output], attributes });
    return output;
  }

  nodes(
    type: string,
    parts: {
      readonly inputs: readonly string[];
      readonly outputs: readonly string[];
      readonly attributes?: { readonly [name: string]: number | readonly number[] };
    },
  ): void {
    const node = new ProtobufWriter();
    for (const input of parts.inputs) node.string(1, input);
    for (const output of parts.outputs) node.string(2, output);
    node.string(3, `${type}/${parts.outputs[0] ?? ""}`).string(4, type);
    for (const [name, value] of Object.entries(parts.attributes ?? {}))
      node.message(5, attributeOf(name, value));
    this.#graph.message(1, node);
  }

  floats(name: string, dims: readonly number[], data: Float32Array): string {
    return this.#tensor(name, {
      dims,
      type: FLOAT,
      bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    });
  }

  float(name: string, value: number): string {
    return this.floats(name, [1], Float32Array.of(value));
  }

  integers(name: string, values: readonly number[], dims: readonly number[] = [values.length]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.#tensor(name, { dims, type: INT64, bytes: new Uint8Array(data.buffer) });
  }

  input(name: string, dims: readonly (string | number)[]): string {
    this.#graph.message(11, valueInfo(name, INT64, dims));
    return name;
  }

  output(name: string, dims: readonly (string | number)[]): void {
    this.#graph.message(12, valueInfo(name, FLOAT, dims));
  }

  finish(name: string): Uint8Array<ArrayBuffer> {
    return new ProtobufWriter()
      .integer(1, IR_VERSION)
      .string(2, "fuseline")
      .message(7, this.#graph.string(2, name))
      .message(8, new ProtobufWriter().string(1, "").integer(2, this.opset))
      .finish();
  }

  #tensor(
    name: string,
    { dims, type, bytes }: { dims: readonly number[]; type: number; bytes: Uint8Array },
  ): string {
    this.#graph.message(
      5,
      new ProtobufWriter().packedIntegers(1, dims).integer(2, type).string(8, name).bytes(9, bytes),
    );
    return name;
  }
}

/** AttributeProto: `i` (type 2), `f` for what is no whole number (type 1), or `ints` (type 7). */
function attributeOf(name: string, value: number | readonly number[]): ProtobufWriter {
  const writer = new ProtobufWriter().string(1, name);
  if (typeof value !== "number") {
    for (const one of value) writer.integer(8, one);
    return writer.integer(20, 7);
  }
  return Number.isInteger(value)
    ? writer.integer(3, value).integer(20, 2)
    : writer.float(2, value).integer(20, 1);
}

function valueInfo(name: string, type: number, dims: readonly (string | number)[]): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of dims) {
    const one = new ProtobufWriter();
    shape.message(1, typeof dim === "number" ? one.integer(1, dim) : one.string(2, dim));
  }
  const tensor = new ProtobufWriter().integer(1, type).message(2, shape);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
