/** From values of a graph to an ONNX file (IR version 10) that computes them. */
import type { GraphBuilder } from "../ir/builder.ts";
import { fixedDims } from "../ir/dims.ts";
import type { AttributeValue, Node } from "../ir/node.ts";
import type { TensorData } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { verify } from "../ir/verify.ts";
import type { AttributeKind } from "../ops/operator.ts";
import { operatorFor } from "../ops/registry.ts";
import { leavesOf } from "../passes/leaves.ts";
import { optimise, type Rewrite } from "../passes/optimise.ts";
import type { NamedOutput, Program } from "../passes/program.ts";
import { codeOf } from "./element-type.ts";
import { encodeModel } from "./encode-model.ts";
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from "./model.ts";
import { OPSET } from "./opset.ts";

const IR_VERSION = 10;
const PRODUCER = "fuseline";

export interface EncodeOptions {
  readonly outputs: readonly NamedOutput[];
  /** Weights fixed in the file; parameters without one are inputs. */
  readonly values?: ReadonlyMap<string, Float32Array>;
  readonly rewrite?: Rewrite | undefined;
  /** Makes another program of the finished one. */
  readonly finish?: Rewrite;
}

/** Only what the outputs depend on is written, in the order it was built. */
export function encode(g: GraphBuilder, options: EncodeOptions): Uint8Array<ArrayBuffer> {
  const { outputs, values, rewrite, finish = (whole) => whole } = options;
  const program = finish(optimise(g, outputs, rewrite));
  verify(program);
  const names = namesOf(g, program);
  const copies = program.outputs.filter(({ name, value }) => names(value) !== name);
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValueInfo[] = [];
  for (const value of leavesOf(g, program)) {
    const fixed = fixedTensor(value, values);
    if (fixed === null) inputs.push(valueInfo(value.name, value));
    else initializers.push(toOnnxTensor(value.name, fixed));
  }
  return encodeModel({
    irVersion: IR_VERSION,
    producer: PRODUCER,
    opsets: [{ domain: "", version: OPSET }, ...foreignSets(program)],
    metadata: new Map(),
    graph: {
      name: PRODUCER,
      nodes: [
        ...program.nodes.map((node) => toOnnxNode(node, names)),
        ...copies.map(({ name, value }) => copyNode(names(value), name)),
      ],
      initializers,
      inputs,
      outputs: program.outputs.map(({ name, value }) => valueInfo(name, value)),
    },
  });
}

/** The runtime's own domains that are used. */
function foreignSets({ nodes }: Program): OnnxModel["opsets"] {
  const used = nodes.flatMap(({ type }) => {
    const { written, since } = operatorFor(type);
    return written === undefined ? [] : [[written.domain, since] as const];
  });
  return [...new Map(used)].map(([domain, version]) => ({ domain, version }));
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
  const fed = [...g.inputs, ...g.randomValues, ...g.parameters.map(({ value }) => value)];
  const taken = new Set(fed.map(({ name }) => name));
  const renamed = new Map<Value, string>();
  for (const { name, value } of outputs) {
    if (taken.has(name)) throw new Error(`The output name ${name} is taken already.`);
    taken.add(name);
    if (value.origin.kind === "node" && !renamed.has(value)) renamed.set(value, name);
  }
  return (value) => renamed.get(value) ?? value.name;
}

function copyNode(from: string, to: string): OnnxNode {
  const name = `output/${to}`;
  return { name, type: "Identity", domain: "", inputs: [from], outputs: [to], attributes: new Map() };
}

function toOnnxNode(node: Node, names: (value: Value) => string): OnnxNode {
  const { attributes: kinds, written = { domain: "", type: node.type } } = operatorFor(node.type);
  const attributes = Object.entries(node.attributes).map(([name, value]) => {
    const kind = kinds[name];
    if (kind === undefined) throw new Error(`${node.name}: ${node.type} has no attribute ${name}.`);
    return [name, toOnnxAttribute(kind, value)] as const;
  });
  return {
    name: node.name,
    ...written,
    inputs: node.inputs.map((input) => (input === null ? "" : names(input))),
    outputs: node.outputs.map(names),
    attributes: new Map(attributes),
  };
}

function toOnnxAttribute(kind: AttributeKind, value: AttributeValue): OnnxAttribute {
  switch (kind) {
    case "float":
      return { kind, value: Number(value) };
    case "int":
      return { kind, value: BigInt(Number(value)) };
    case "string":
      return { kind, value: new TextEncoder().encode(String(value)) };
    case "tensor":
      return { kind, value: toOnnxTensor("", value as TensorData) };
    case "floats":
      return { kind, value: value as readonly number[] };
    case "ints":
      return { kind, value: (value as readonly number[]).map(BigInt) };
  }
}

function toOnnxTensor(name: string, { dtype, dims, data }: TensorData): OnnxTensor {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, elementType: codeOf(dtype), dims, data: bytes };
}

function valueInfo(name: string, { dtype, dims }: Value): OnnxValueInfo {
  return { name, elementType: codeOf(dtype), dims };
}
