/**
 * An ONNX file as a list of nodes, read without knowing its operators, and cut to chosen outputs. Field numbers are
 * those of onnx.proto.
 */
import { type ProtobufField, ProtobufWriter, readFields, readPacked } from "@fuseline/autograd/onnx";

export interface OnnxNode {
  readonly type: string;
  /** "" is ONNX's own set of operators. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Values that subgraphs inside (If, Loop) read from outside. */
  readonly captured: readonly string[];
  readonly bytes: Uint8Array;
}

export interface OnnxInitializer {
  readonly name: string;
  readonly dims: readonly number[];
  /** The numbers lie in another file. */
  readonly external: boolean;
  readonly bytes: Uint8Array;
}

export interface OnnxFile {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxInitializer>;
  /** Names of the real inputs, weights left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Domains that the file asks for, with their versions. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly bytes: Uint8Array;
}

const text = new TextDecoder();

/** @throws Error on bytes that are no ONNX file. */
export function readOnnxFile(bytes: Uint8Array): OnnxFile {
  const opsets = new Map<string, number>();
  let graph: Uint8Array | null = null;
  for (const entry of readFields(bytes)) {
    if (entry.field === 7) graph = bytesOf(entry);
    if (entry.field === 8) {
      const opset = readOpset(bytesOf(entry));
      opsets.set(opset.domain, opset.version);
    }
  }
  if (graph === null) throw new Error("The file holds no graph.");
  const nodes: OnnxNode[] = [];
  const initializers = new Map<string, OnnxInitializer>();
  const [inputs, outputs]: [string[], string[]] = [[], []];
  for (const entry of readFields(graph)) {
    if (entry.field === 1) nodes.push(readNode(bytesOf(entry)));
    else if (entry.field === 5) {
      const tensor = readInitializer(bytesOf(entry));
      initializers.set(tensor.name, tensor);
    } else if (entry.field === 11) inputs.push(nameOf(bytesOf(entry)));
    else if (entry.field === 12) outputs.push(nameOf(bytesOf(entry)));
  }
  // Old files list their weights among the inputs too.
  const real = inputs.filter((name) => !initializers.has(name));
  return { nodes, initializers, inputs: real, outputs, opsets, bytes };
}

/** One output of a cut file: a value, and for a sequence how many leading tokens to leave out. */
export interface CutOutput {
  readonly value: string;
  readonly name: string;
  readonly skipTokens?: number;
}

/** The file with other outputs, and only the nodes and weights that they need. */
export function cutOnnxFile(file: OnnxFile, output: CutOutput): Uint8Array {
  const needed = neededBy(file, output.value);
  const graph = new ProtobufWriter();
  const whole = fieldsOf(file.bytes).find(({ field }) => field === 7);
  for (const entry of whole === undefined ? [] : fieldsOf(bytesOf(whole))) {
    if (entry.field === 1 && !needed.nodes.has(bytesOf(entry).byteOffset)) continue;
    if (entry.field === 5 && !needed.values.has(readInitializer(bytesOf(entry)).name)) continue;
    // Shapes of inner values would have to be pruned too; the runtime infers them again.
    if (entry.field === 12 || entry.field === 13) continue;
    copy(graph, entry);
  }
  for (const node of outputNodes(output)) graph.message(1, node);
  for (const tensor of outputConstants(output)) graph.message(5, tensor);
  graph.message(12, new ProtobufWriter().string(1, output.name));
  const model = new ProtobufWriter();
  for (const entry of readFields(file.bytes)) {
    if (entry.field === 7) model.message(7, graph);
    else copy(model, entry);
  }
  return model.finish();
}

function neededBy(file: OnnxFile, value: string): { values: Set<string>; nodes: Set<number> } {
  const maker = new Map(file.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const values = new Set<string>();
  const nodes = new Set<number>();
  const open = [value];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (values.has(name)) continue;
    values.add(name);
    const node = maker.get(name);
    if (node === undefined) continue;
    nodes.add(node.bytes.byteOffset);
    open.push(...node.inputs, ...node.captured);
  }
  return { values, nodes };
}

/** The output under its own name; with `skipTokens`, everything after these along axis 1. */
function outputNodes({ value, name, skipTokens = 0 }: CutOutput): ProtobufWriter[] {
  if (skipTokens === 0) {
    if (name === value) return [];
    return [
      new ProtobufWriter().string(1, value).string(2, name).string(3, `cut/${name}`).string(4, "Identity"),
    ];
  }
  const node = new ProtobufWriter().string(1, value);
  for (const input of ["start", "end", "axis"]) node.string(1, `${name}/${input}`);
  return [node.string(2, name).string(3, `cut/${name}`).string(4, "Slice")];
}

function outputConstants({ name, skipTokens = 0 }: CutOutput): ProtobufWriter[] {
  if (skipTokens === 0) return [];
  const constant = (part: string, value: bigint) =>
    new ProtobufWriter()
      .packedIntegers(1, [1])
      .integer(2, 7)
      .string(8, `${name}/${part}`)
      .bytes(9, new Uint8Array(BigInt64Array.of(value).buffer));
  return [constant("start", BigInt(skipTokens)), constant("end", 2n ** 62n), constant("axis", 1n)];
}

function readNode(bytes: Uint8Array): OnnxNode {
  const node = {
    type: "",
    domain: "",
    inputs: [] as string[],
    outputs: [] as string[],
    captured: [] as string[],
  };
  for (const entry of readFields(bytes)) {
    if (entry.field === 1) node.inputs.push(text.decode(bytesOf(entry)));
    else if (entry.field === 2) node.outputs.push(text.decode(bytesOf(entry)));
    else if (entry.field === 4) node.type = text.decode(bytesOf(entry));
    else if (entry.field === 5) node.captured.push(...capturedBy(bytesOf(entry)));
    else if (entry.field === 7) node.domain = text.decode(bytesOf(entry));
  }
  return { ...node, inputs: node.inputs.filter((name) => name !== ""), bytes };
}

/** Every name that the graphs inside an attribute read; names of their own among them do no harm. */
function capturedBy(attribute: Uint8Array): string[] {
  const names: string[] = [];
  for (const entry of readFields(attribute)) {
    if (entry.field !== 6 && entry.field !== 11) continue;
    for (const inner of readFields(bytesOf(entry))) {
      if (inner.field === 1) {
        const { inputs, captured } = readNode(bytesOf(inner));
        names.push(...inputs, ...captured);
      } else if (inner.field === 12) names.push(nameOf(bytesOf(inner)));
    }
  }
  return names;
}

function readInitializer(bytes: Uint8Array): OnnxInitializer {
  const dims: number[] = [];
  let name = "";
  let external = false;
  for (const entry of readFields(bytes)) {
    if (entry.field === 1) {
      if (entry.wire === 0) dims.push(Number(entry.integer));
      else dims.push(...readPacked(entry.bytes).map(Number));
    } else if (entry.field === 8) name = text.decode(bytesOf(entry));
    else if (entry.field === 14) external = entry.wire === 0 && entry.integer === 1n;
  }
  return { name, dims, external, bytes };
}

function readOpset(bytes: Uint8Array): { domain: string; version: number } {
  let [domain, version] = ["", 0];
  for (const entry of readFields(bytes)) {
    if (entry.field === 1) domain = text.decode(bytesOf(entry));
    else if (entry.field === 2 && entry.wire === 0) version = Number(entry.integer);
  }
  return { domain, version };
}

/** The name of a ValueInfoProto. */
function nameOf(bytes: Uint8Array): string {
  for (const entry of readFields(bytes)) if (entry.field === 1) return text.decode(bytesOf(entry));
  return "";
}

function fieldsOf(bytes: Uint8Array): ProtobufField[] {
  return [...readFields(bytes)];
}

function bytesOf(entry: ProtobufField): Uint8Array {
  if (entry.wire === 0) throw new Error(`Field ${entry.field} holds a number where text or bytes belong.`);
  return entry.bytes;
}

function copy(writer: ProtobufWriter, entry: ProtobufField): void {
  if (entry.wire === 0) writer.integer(entry.field, entry.integer);
  else if (entry.wire === 2) writer.bytes(entry.field, entry.bytes);
  else throw new Error(`Field ${entry.field} of a model or graph cannot be a fixed-width number.`);
}
