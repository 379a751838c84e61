/** The one declaration of an operator: what it takes, what it gives, how it differentiates, and samples to test it. */
import type { GraphBuilder } from "../ir/builder.ts";
import { broadcastDims, fixedDims, sizeOf } from "../ir/dims.ts";
import type { Attributes } from "../ir/node.ts";
import type { Dim, Dims, DType, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

export type AttributeKind = "int" | "ints" | "float" | "floats" | "string" | "tensor";

/** What shape inference sees of one use of an operator. */
export interface Call {
  readonly inputs: readonly (TensorType | null)[];
  readonly attributes: Attributes;
  /** How many outputs the caller asked for. */
  readonly outputs: number;
}

/** What a gradient rule sees of one node. `inputs` and `outputs` are the forward values. */
export interface GradientContext {
  readonly g: GraphBuilder;
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
  /** The gradient that reached the first output. */
  readonly dy: Value;
  /** Gradients of all outputs; null where none arrived. */
  readonly gradients: readonly (Value | null)[];
  /** Which inputs need a gradient; a rule may leave out the others. */
  readonly needs: readonly boolean[];
  /** The i-th input, which must be there. */
  input(index: number): Value;
  output(index: number): Value;
}

/**
 * `function`: a rule. It may return gradients as broadcast as its operator works: the driver sums them back to
 * the input's dimensions. `zero`: the gradient is zero wherever it exists, for the reason given. `forbidden`:
 * asking for it is an error that gives the reason.
 */
export type Gradient =
  | { readonly kind: "function"; readonly rule: (context: GradientContext) => readonly (Value | null)[] }
  | { readonly kind: "zero"; readonly reason: string }
  | { readonly kind: "forbidden"; readonly reason: string };

export function fn(rule: (context: GradientContext) => readonly (Value | null)[]): Gradient {
  return { kind: "function", rule };
}
export function zero(reason: string): Gradient {
  return { kind: "zero", reason };
}
export function forbidden(reason: string): Gradient {
  return { kind: "forbidden", reason };
}

/** For rules that know a gradient for some forms of an operator only. @throws Error that names the node */
export function refuseGradient({ output }: GradientContext, reason: string): never {
  const { origin } = output(0);
  const { name, type } = origin.kind === "node" ? origin.node : { name: output(0).name, type: "It" };
  throw new Error(`${name}: ${type} has no gradient: ${reason}.`);
}

/** An input of a sample: random numbers of a range (seeded), or given values; constants are fixed in the graph. */
export interface SampleInput {
  readonly dims: readonly number[];
  readonly dtype?: DType;
  readonly values?: readonly number[];
  readonly range?: readonly [number, number];
  readonly constant?: boolean;
}

export interface Sample {
  readonly name: string;
  readonly inputs: readonly (SampleInput | null)[];
  readonly attributes?: Attributes;
  readonly outputs?: number;
  /** Literal numbers of each output, computed by hand or by the specification's reference. */
  readonly expected?: readonly (readonly number[])[];
  /** Given inputs may sit on a kink; true says that they do not, so that the gradient is checked there as well. */
  readonly smooth?: boolean;
  /** Which outputs the gradient check projects; default the first. */
  readonly checkOutputs?: readonly number[];
}

export interface OperatorDefinition {
  /** The ONNX operator of the default domain, or a name of ours for one that is `written` otherwise. */
  readonly type: string;
  /** How files call an operator of another domain. */
  readonly written?: { readonly domain: string; readonly type: string };
  /** The version of its domain's operator set in which the form used here appeared. */
  readonly since: number;
  readonly inputs: readonly [min: number, max: number];
  readonly outputs: readonly [min: number, max: number];
  readonly attributes: { readonly [name: string]: AttributeKind };
  readonly infer: (call: Call) => readonly TensorType[];
  readonly gradient: Gradient;
  /** Whether ONNX Runtime's CPU has a float64 kernel, so that the gradient check can be sharp. */
  readonly float64: boolean;
  readonly samples: readonly [Sample, ...Sample[]];
}

export function defineOperator(definition: OperatorDefinition): OperatorDefinition {
  return definition;
}

/** The i-th input type, which must be there. */
export function input(call: Call, index: number): TensorType {
  const type = call.inputs[index];
  if (!type) throw new Error(`Input ${index} is missing.`);
  return type;
}

/** The known integers of an input that must be a constant. */
export function integers(call: Call, index: number): number[] {
  const contents = input(call, index).contents;
  if (!contents) throw new Error(`Input ${index} must be known while the graph is built.`);
  return fixedDims(contents, `Input ${index}`);
}

export function intAttribute(attributes: Attributes, name: string, fallback: number): number {
  const value = attributes[name];
  return typeof value === "number" ? value : fallback;
}

export function intsAttribute(attributes: Attributes, name: string, fallback: readonly number[]): number[] {
  const value = attributes[name];
  return Array.isArray(value) && value.every((entry) => typeof entry === "number")
    ? [...value]
    : [...fallback];
}

/** Same type as the first input. */
export function inferSame(call: Call): readonly TensorType[] {
  const { dtype, dims } = input(call, 0);
  return [{ dtype, dims }];
}

/** All inputs of one dtype, broadcast together. */
export function inferBroadcast(call: Call): readonly TensorType[] {
  const first = input(call, 0);
  const types = call.inputs.map((_, i) => input(call, i));
  for (const { dtype } of types) {
    if (dtype !== first.dtype) throw new Error(`${first.dtype} and ${dtype} do not mix; cast one of them.`);
  }
  return [{ dtype: first.dtype, dims: types.map((type) => type.dims).reduce<Dims>(broadcastDims, []) }];
}

/** Like `inferBroadcast`, but the result is bool. */
export function inferComparison(call: Call): readonly TensorType[] {
  return inferBroadcast(call).map(({ dims }) => ({ dtype: "bool", dims }));
}

export function requireFloat(call: Call): void {
  const { dtype } = input(call, 0);
  if (!dtype.startsWith("float")) throw new Error(`Floating-point numbers are needed, got ${dtype}.`);
}

/** Same type as the first input, which must be floating point. */
export function inferFloat(call: Call): readonly TensorType[] {
  requireFloat(call);
  return inferSame(call);
}

/** Resolves a 0 (copy) and a −1 (the rest) in the wanted dimensions of a reshape. */
export function reshapedDims(dims: Dims, wanted: Dims, divide: (a: Dim, b: Dim) => Dim): Dim[] {
  const copied = wanted.map((dim, i) => (dim === 0 ? (dims[i] ?? 0) : dim));
  const open = copied.indexOf(-1);
  if (open >= 0) {
    const rest = sizeOf(copied.filter((dim) => dim !== -1));
    copied[open] = divide(sizeOf(dims), rest);
  }
  if (sizeOf(copied) !== sizeOf(dims)) {
    throw new Error(`[${dims.join(", ")}] cannot be reshaped to [${wanted.join(", ")}].`);
  }
  return copied;
}

export function floatAttribute(attributes: Attributes, name: string, fallback: number): number {
  const value = attributes[name];
  return typeof value === "number" ? value : fallback;
}
