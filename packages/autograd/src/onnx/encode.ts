/** A graph as an ONNX file (ModelProto, IR version 10). Field numbers are those of onnx.proto. */
import type { GraphBuilder } from "../ir/builder.ts";
import { fixedDims } from "../ir/dims.ts";
import type { Attributes, AttributeValue, Node } from "../ir/node.ts";
import type { TensorData, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { verify } from "../ir/verify.ts";
import { operatorFor } from "../ops/registry.ts";
import { leavesOf } from "../passes/leaves.ts";
import { optimise } from "../passes/optimise.ts";
import type { NamedOutput, Program } from "../passes/program.ts";
import { codeOf } from "./element-type.ts";
import { OPSET } from "./opset.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

const IR_VERSION = 10;
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

export interface EncodeOptions {
  readonly outputs: readonly NamedOutput[];
  /** Weights fixed in the file; parameters without one are inputs. */
  readonly values?: ReadonlyMap<string, Float32Array>;
}

/** Only what the outputs depend on is written, in the order it was built. */
export function encode(g: GraphBuilder, { outputs, values }: EncodeOptions): Uint8Array<ArrayBuffer> {
  const program = optimise(g, outputs);
  verify(program);
  const names = namesOf(g, program);
  const graph = new ProtobufWriter();
  for (const node of program.nodes) graph.message(1, encodeNode(node, names));
  for (const { name, value } of program.outputs)
    if (names(value) !== name) graph.message(1, encodeCopy(names(value), name));
  graph.string(2, "fuseline");
  for (const value of leavesOf(g, program)) {
    const fixed = fixedTensor(value, values);
    if (fixed === null) graph.message(11, encodeValueInfo(value.name, value.type));
    else graph.message(5, encodeTensor(value.name, fixed));
  }
  for (const { name, value } of program.outputs) graph.message(12, encodeValueInfo(name, value.type));
  return new ProtobufWriter()
    .integer(1, IR_VERSION)
    .string(2, "fuseline")
    .message(7, graph)
    .message(8, new ProtobufWriter().string(1, "").integer(2, OPSET))
    .finish();
}

/** The numbers of a constant, or of a parameter that is fixed in the file; null for what is fed. */
function fixedTensor(value: Value, values: EncodeOptions["values"]): TensorData | null {
  if (value.origin.kind === "constant") return value.origin.tensor;
  const data = value.origin.kind === "parameter" ? values?.get(value.name) : undefined;
  return data === undefined ? null : { dtype: "float32", dims: fixedDims(value.dims, value.name), data };
}

/**
 * How each value is called in the file. An output that a node computes carries the caller's name right away (copying
 * all the weights of a step costs milliseconds); only leaves and second names need a copy.
 */
function namesOf(g: GraphBuilder, { outputs }: Program): (value: Value) => string {
  const taken = new Set([...g.inputs, ...g.randomValues, ...g.parameters].map(({ name }) => name));
  const renamed = new Map<Value, string>();
  for (const { name, value } of outputs) {
    if (taken.has(name)) throw new Error(`The output name ${name} is taken already.`);
    taken.add(name);
    if (value.origin.kind === "node" && !renamed.has(value)) renamed.set(value, name);
  }
  return (value) => renamed.get(value) ?? value.name;
}

function encodeCopy(from: string, to: string): ProtobufWriter {
  return new ProtobufWriter().string(1, from).string(2, to).string(3, `output/${to}`).string(4, "Identity");
}

function encodeNode(node: Node, names: (value: Value) => string): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of node.inputs) writer.string(1, input === null ? "" : names(input));
  for (const output of node.outputs) writer.string(2, names(output));
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
