/** A graph under construction: inputs, parameters, random masks, constants and nodes, named by scope. */
import { operatorFor } from "../ops/registry.ts";
import type { GraphBuilder } from "./builder.ts";
import type { Init, Parameter, ParameterOptions, RandomSpec } from "./initial.ts";
import type { Attributes, Node } from "./node.ts";
import {
  type Dims,
  type DType,
  isFloat,
  type TensorData,
  type TensorType,
  toNumbers,
  toTensorData,
} from "./tensor.ts";
import { type Origin, Value } from "./value.ts";

/** Integer constants up to this length are known while building: shapes, axes, and the sizes of a Split of many weights. */
const KNOWN_LENGTH = 4096;
/** So are floats up to this length: the scales of a Resize, one for each axis. */
const KNOWN_SCALES = 8;

export interface GraphOptions {
  /** Whether the runtime's MaxPool tells the places of what is greatest, as WebGPU's does not; default true. */
  readonly poolPlaces?: boolean;
  /** False in serving and evaluation graphs: no dropout masks, no statistics of a batch. */
  readonly training: boolean;
  /** How many channels the runtime's direct convolutions keep side by side (see blocked/probe.ts); 0, the default: it has none. */
  readonly channelBlock?: number;
}

/** From the gradient of a value to the gradients of the inputs it was built from. */
export interface CustomGradient {
  readonly inputs: readonly Value[];
  readonly rule: (context: {
    readonly dy: Value;
    readonly needs: readonly boolean[];
  }) => readonly (Value | null)[];
}

/** Where new nodes are named: a scope, and a suffix that marks gradient nodes. */
interface Place {
  readonly scope: string;
  readonly suffix: string;
}

export abstract class Graph {
  readonly training: boolean;
  readonly channelBlock: number;
  readonly poolPlaces: boolean;
  readonly nodes: Node[] = [];
  readonly inputs: Value[] = [];
  readonly parameters: Parameter[] = [];
  readonly randoms: RandomSpec[] = [];
  readonly randomValues: Value[] = [];
  /** Next values of parameters that no gradient changes, such as running statistics, by parameter name. */
  readonly assignments = new Map<string, Value>();
  /** Gradients written by hand, by the value they belong to. */
  readonly customGradients = new Map<Value, CustomGradient>();
  private readonly names = new Map<string, number>();
  private readonly scalars = new Map<string, Value>();
  private place: Place = { scope: "", suffix: "" };

  constructor(options: GraphOptions) {
    this.training = options.training;
    this.channelBlock = options.channelBlock ?? 0;
    this.poolPlaces = options.poolPlaces ?? true;
  }

  /** This graph with its operator methods, for the values it hands out. */
  protected abstract builder(): GraphBuilder;

  /** A value the caller feeds. Dims may hold one symbol, "batch". */
  input(name: string, dtype: DType, dims: Dims): Value {
    const value = this.value(this.unique(name), { dtype, dims }, { kind: "input" });
    this.inputs.push(value);
    return value;
  }

  /** A weight. Its name is `<scope>/<name>` and must be new. */
  param(name: string, dims: readonly number[], init: Init, options: ParameterOptions = {}): Value {
    const full = this.scoped(name);
    if (this.names.has(full)) throw new Error(`There is a parameter ${full} already.`);
    const value = this.value(this.unique(full), { dtype: "float32", dims }, { kind: "parameter" });
    const { decay = dims.length >= 2, rateScale = 1, trainable = true } = options;
    this.parameters.push({ name: full, dims, init, decay, rateScale, trainable, value });
    return value;
  }

  /** Makes `next` the parameter's value after a training step. For parameters that are not trainable. */
  assign(parameter: Value, next: Value): void {
    this.assignments.set(parameter.name, next);
  }

  /** A mask that the training loop draws for every step: 0 with probability 1 − keep, else 1/keep. */
  randomMask(name: string, dims: readonly number[], keep: number): Value {
    const { key, value } = this.random(name, dims);
    this.randoms.push({ kind: "mask", name: key, dims, keep, key });
    return value;
  }

  /** Numbers in [0, 1) that the training loop draws for every step. */
  randomUniform(name: string, dims: readonly number[]): Value {
    const { key, value } = this.random(name, dims);
    this.randoms.push({ kind: "uniform", name: key, dims, key });
    return value;
  }

  /**
   * A value built from several nodes whose gradient is written by hand: shorter than the derived one, or another one
   * on purpose. The rule may use values the forward part computed.
   */
  withGradient(inputs: readonly Value[], build: () => Value, rule: CustomGradient["rule"]): Value {
    const output = build();
    if (output.origin.kind !== "node")
      throw new Error(`${output} is not computed, so it can have no gradient of its own.`);
    this.customGradients.set(output, { inputs, rule });
    return output;
  }

  /** Numbers fixed in the graph; a plain number is a scalar. */
  constant(data: number | ArrayLike<number>, dims?: readonly number[], dtype: DType = "float32"): Value {
    if (typeof data === "number" && dims === undefined) return this.scalar(data, dtype);
    const numbers = typeof data === "number" ? [data] : data;
    return this.tensor(toTensorData(numbers, dims ?? [numbers.length], dtype));
  }

  /** A constant from a tensor known in full. */
  tensor(tensor: TensorData): Value {
    const contents = isKnown(tensor) ? { contents: toNumbers(tensor) } : {};
    const type = { dtype: tensor.dtype, dims: tensor.dims, ...contents };
    return this.value(this.unique("constant"), type, { kind: "constant", tensor });
  }

  /** Applies an operator of the registry. @throws Error that names the node when shapes or types do not fit. */
  op(type: string, inputs: readonly (Value | null)[], attributes: Attributes = {}, outputs = 1): Value[] {
    const operator = operatorFor(type);
    const name = this.unique(this.scoped(type), this.place.suffix);
    const types = this.infer(name, { operator, inputs, attributes, outputs });
    const results: Value[] = [];
    const node: Node = { name, scope: this.place.scope, type, inputs, outputs: results, attributes };
    types.forEach((result, index) => {
      const valueName = index === 0 ? `${name}:out` : `${name}:out${index}`;
      results.push(this.value(valueName, result, { kind: "node", node }));
    });
    this.nodes.push(node);
    return results;
  }

  /** Names everything built inside `<outer scope>/<name>/…`. */
  scope<T>(name: string, run: () => T): T {
    return this.at({ scope: this.scoped(name), suffix: this.place.suffix }, run);
  }

  /** Builds gradient nodes under the scope of the node they belong to. */
  backwardOf<T>(scope: string, run: () => T): T {
    return this.at({ scope, suffix: "#bwd" }, run);
  }

  private random(name: string, dims: readonly number[]): { key: string; value: Value } {
    if (!this.training) throw new Error("Random inputs exist in training graphs only.");
    const key = this.unique(this.scoped(name));
    const value = this.value(key, { dtype: "float32", dims }, { kind: "random" });
    this.randomValues.push(value);
    return { key, value };
  }

  private at<T>(place: Place, run: () => T): T {
    const outer = this.place;
    this.place = place;
    try {
      return run();
    } finally {
      this.place = outer;
    }
  }

  private infer(name: string, call: InferredCall): readonly TensorType[] {
    const { operator, inputs, attributes, outputs } = call;
    const [least, most] = operator.inputs;
    if (inputs.length < least || inputs.length > most) {
      throw new Error(`${name}: ${operator.type} takes ${least} to ${most} inputs, got ${inputs.length}.`);
    }
    for (const value of inputs) {
      if (value && value.graph !== this.builder())
        throw new Error(`${name}: ${value} belongs to another graph.`);
    }
    try {
      return operator.infer({ inputs: inputs.map((value) => value?.type ?? null), attributes, outputs });
    } catch (error) {
      const shapes = inputs.map((value) => (value ? String(value) : "none")).join("; ");
      throw new Error(`${name}: ${error instanceof Error ? error.message : error} Inputs: ${shapes}`, {
        cause: error,
      });
    }
  }

  private scalar(number: number, dtype: DType): Value {
    const key = `${dtype} ${Object.is(number, -0) ? "-0" : number}`;
    const known = this.scalars.get(key);
    if (known !== undefined) return known;
    const made = this.tensor(toTensorData([isFloat(dtype) ? number : Math.trunc(number)], [], dtype));
    this.scalars.set(key, made);
    return made;
  }

  private value(name: string, type: TensorType, origin: Origin): Value {
    return new Value({ graph: this.builder(), name, type, origin });
  }

  private scoped(name: string): string {
    return this.place.scope === "" ? name : `${this.place.scope}/${name}`;
  }

  private unique(name: string, suffix = ""): string {
    const full = `${name}${suffix}`;
    const seen = this.names.get(full) ?? 0;
    this.names.set(full, seen + 1);
    return seen === 0 ? full : this.unique(`${name}_${seen}`, suffix);
  }
}

function isKnown({ dtype, dims, data }: TensorData): boolean {
  if (dims.length > 1) return false;
  if (dtype === "int64" || dtype === "int32") return data.length <= KNOWN_LENGTH;
  return (dtype === "float32" || dtype === "float64") && data.length <= KNOWN_SCALES;
}

interface InferredCall {
  readonly operator: ReturnType<typeof operatorFor>;
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Attributes;
  readonly outputs: number;
}
