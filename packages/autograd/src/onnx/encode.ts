/** A graph as an ONNX file (ModelProto, IR version 10). Field numbers are those of onnx.proto. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Attributes, AttributeValue, Node } from "../ir/node.ts";
import type { TensorData, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { operatorFor } from "../ops/registry.ts";
import { reachable } from "../passes/reachable.ts";
import { codeOf } from "./element-type.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

export const OPSET = 20;
const IR_VERSION = 10;
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

export interface EncodeOptions {
  readonly outputs: readonly { readonly name: string; readonly value: Value }[];
  /** Weights fixed in the file; parameters without one are inputs. */
  readonly values?: ReadonlyMap<string, Float32Array>;
}

/** Only what the outputs depend on is written, in the order it was built. */
export function encode(g: GraphBuilder, { outputs, values }: EncodeOptions): Uint8Array<ArrayBuffer> {
  const used = reachable(
    g,
    outputs.map(({ value }) => value),
  );
  const graph = new ProtobufWriter();
  for (const node of g.nodes) if (used.nodes.has(node)) graph.message(1, encodeNode(node));
  // Outputs carry the caller's names.
  for (const { name, value } of outputs) {
    graph.message(
      1,
      new ProtobufWriter()
        .string(1, value.name)
        .string(2, name)
        .string(3, `output/${name}`)
        .string(4, "Identity"),
    );
  }
  graph.string(2, "fuseline");
  for (const value of used.values) {
    const { origin } = value;
    if (origin.kind === "constant") graph.message(5, encodeTensor(value.name, origin.tensor));
    const data = origin.kind === "parameter" ? values?.get(value.name) : undefined;
    if (data !== undefined)
      graph.message(5, encodeTensor(value.name, { dtype: "float32", dims: value.dims as number[], data }));
    else if (origin.kind !== "constant" && origin.kind !== "node")
      graph.message(11, encodeValueInfo(value.name, value.type));
  }
  for (const { name, value } of outputs) graph.message(12, encodeValueInfo(name, value.type));
  return new ProtobufWriter()
    .integer(1, IR_VERSION)
    .string(2, "fuseline")
    .message(7, graph)
    .message(8, new ProtobufWriter().string(1, "").integer(2, OPSET))
    .finish();
}

function encodeNode(node: Node): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of node.inputs) writer.string(1, input?.name ?? "");
  for (const output of node.outputs) writer.string(2, output.name);
  writer.string(3, node.name).string(4, node.type);
  for (const attribute of encodeAttributes(node)) writer.message(5, attribute);
  return writer;
}

function encodeAttributes({ type, attributes }: { type: string; attributes: Attributes }): ProtobufWriter[] {
  const kinds = operatorFor(type).attributes;
  return Object.entries(attributes).map(([name, value]) => {
    const kind = kinds[name];
    if (kind === undefined) throw new Error(`${type} has no attribute ${name}.`);
    const writer = new ProtobufWriter().string(1, name);
    writeAttribute(writer, kind, value);
    return writer.integer(20, ATTRIBUTE_TYPE[kind]);
  });
}

function writeAttribute(
  writer: ProtobufWriter,
  kind: keyof typeof ATTRIBUTE_TYPE,
  value: AttributeValue,
): void {
  if (kind === "float") writer.float(2, Number(value));
  else if (kind === "int") writer.integer(3, Number(value));
  else if (kind === "string") writer.bytes(4, new TextEncoder().encode(String(value)));
  else if (kind === "tensor") writer.message(5, encodeTensor("", value as TensorData));
  else if (kind === "floats") for (const number of value as readonly number[]) writer.float(7, number);
  else for (const number of value as readonly number[]) writer.integer(8, number);
}

export function encodeTensor(name: string, { dtype, dims, data }: TensorData): ProtobufWriter {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new ProtobufWriter()
    .packedIntegers(1, dims)
    .integer(2, codeOf(dtype))
    .string(8, name)
    .bytes(9, bytes);
}

export function encodeValueInfo(name: string, { dtype, dims }: TensorType): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of dims) {
    shape.message(
      1,
      typeof dim === "number" ? new ProtobufWriter().integer(1, dim) : new ProtobufWriter().string(2, dim),
    );
  }
  const tensor = new ProtobufWriter().integer(1, codeOf(dtype)).message(2, shape);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
