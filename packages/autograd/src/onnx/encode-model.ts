/** Writes an ONNX file. Field numbers are those of onnx.proto. */
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from "./model.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

/** AttributeProto.AttributeType. */
const ATTRIBUTE_TYPES = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
} as const satisfies { readonly [K in OnnxAttribute["kind"]]: number };

export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new ProtobufWriter()
    .integer(1, model.irVersion)
    .string(2, model.producer)
    .message(7, encodeGraph(model.graph));
  for (const { domain, version } of model.opsets) {
    writer.message(8, new ProtobufWriter().string(1, domain).integer(2, version));
  }
  for (const [key, value] of model.metadata) {
    writer.message(14, new ProtobufWriter().string(1, key).string(2, value));
  }
  return writer.finish();
}

function encodeGraph({ name, nodes, initializers, inputs, outputs }: OnnxGraph): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const node of nodes) writer.message(1, encodeNode(node));
  writer.string(2, name);
  for (const tensor of initializers) writer.message(5, encodeTensor(tensor));
  for (const input of inputs) writer.message(11, encodeValueInfo(input));
  for (const output of outputs) writer.message(12, encodeValueInfo(output));
  return writer;
}

function encodeNode({ name, type, domain, inputs, outputs, attributes }: OnnxNode): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of inputs) writer.string(1, input);
  for (const output of outputs) writer.string(2, output);
  writer.string(3, name).string(4, type);
  for (const [key, attribute] of attributes) writer.message(5, encodeAttribute(key, attribute));
  return domain === "" ? writer : writer.string(7, domain);
}

function encodeAttribute(name: string, attribute: OnnxAttribute): ProtobufWriter {
  const writer = new ProtobufWriter().string(1, name);
  writeAttributeValue(writer, attribute);
  return writer.integer(20, ATTRIBUTE_TYPES[attribute.kind]);
}

function writeAttributeValue(writer: ProtobufWriter, attribute: OnnxAttribute): void {
  switch (attribute.kind) {
    case "float":
      writer.float(2, attribute.value);
      return;
    case "int":
      writer.integer(3, attribute.value);
      return;
    case "string":
      writer.bytes(4, attribute.value);
      return;
    case "tensor":
      writer.message(5, encodeTensor(attribute.value));
      return;
    case "graph":
      writer.message(6, encodeGraph(attribute.value));
      return;
    case "floats":
      for (const number of attribute.value) writer.float(7, number);
      return;
    case "ints":
      for (const number of attribute.value) writer.integer(8, number);
      return;
    case "strings":
      for (const bytes of attribute.value) writer.bytes(9, bytes);
  }
}

function encodeTensor({ name, elementType, dims, data }: OnnxTensor): ProtobufWriter {
  const writer = new ProtobufWriter().packedIntegers(1, dims).integer(2, elementType);
  if (data instanceof Uint8Array) return writer.string(8, name).bytes(9, data);
  for (const text of data) writer.bytes(6, text);
  return writer.string(8, name);
}

function encodeValueInfo({ name, elementType, dims }: OnnxValueInfo): ProtobufWriter {
  const tensor = new ProtobufWriter().integer(1, elementType);
  if (dims !== null) tensor.message(2, encodeShape(dims));
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
}

function encodeShape(dims: readonly (number | string | null)[]): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of dims) {
    const size = new ProtobufWriter();
    if (typeof dim === "number") size.integer(1, dim);
    else if (dim !== null) size.string(2, dim);
    shape.message(1, size);
  }
  return shape;
}
