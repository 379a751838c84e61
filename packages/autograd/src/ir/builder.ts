/** GraphBuilder: a graph with one method per operator. Plain numbers stand where a value may: they become scalars. */
import { codeOf } from "../onnx/element-type.ts";
import { isSymbolic, normalAxis, symbolsOf } from "./dims.ts";
import { geluKeepingDistribution } from "./gelu.ts";
import { Graph } from "./graph.ts";
import type { Attributes } from "./node.ts";
import type { Dim, Dims, DType } from "./tensor.ts";
import type { Value } from "./value.ts";

type Operand = Value | number;

export interface ConvolutionOptions {
  readonly stride?: number;
  /** Zeros added on every side. */
  readonly pad?: number;
  readonly groups?: number;
  /** [out] */
  readonly bias?: Value;
}
export interface PoolOptions {
  readonly kernel: number;
  readonly stride?: number;
  readonly pad?: number;
}
export interface GemmOptions {
  readonly transA?: boolean;
  readonly transB?: boolean;
  readonly alpha?: number;
}

/** Start, end (not included) and step for each of some axes. */
export interface Cut {
  readonly axes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly steps: readonly number[];
}

/** How many zeros before and after, for each of some axes. */
export interface Padding {
  readonly axes: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export class GraphBuilder extends Graph {
  protected override builder(): GraphBuilder {
    return this;
  }

  add = (a: Operand, b: Operand): Value => this.binary("Add", a, b);
  sub = (a: Operand, b: Operand): Value => this.binary("Sub", a, b);
  mul = (a: Operand, b: Operand): Value => this.binary("Mul", a, b);
  div = (a: Operand, b: Operand): Value => this.binary("Div", a, b);
  pow = (a: Operand, b: Operand): Value => this.binary("Pow", a, b);
  min = (a: Operand, b: Operand): Value => this.binary("Min", a, b);
  max = (a: Operand, b: Operand): Value => this.binary("Max", a, b);
  equal = (a: Operand, b: Operand): Value => this.binary("Equal", a, b);
  greater = (a: Operand, b: Operand): Value => this.binary("Greater", a, b);
  less = (a: Operand, b: Operand): Value => this.binary("Less", a, b);
  greaterOrEqual = (a: Operand, b: Operand): Value => this.binary("GreaterOrEqual", a, b);
  lessOrEqual = (a: Operand, b: Operand): Value => this.binary("LessOrEqual", a, b);
  and = (a: Value, b: Value): Value => this.binary("And", a, b);
  or = (a: Value, b: Value): Value => this.binary("Or", a, b);
  not = (x: Value): Value => this.apply("Not", [x]);
  neg = (x: Value): Value => this.apply("Neg", [x]);
  abs = (x: Value): Value => this.apply("Abs", [x]);
  exp = (x: Value): Value => this.apply("Exp", [x]);
  log = (x: Value): Value => this.apply("Log", [x]);
  sqrt = (x: Value): Value => this.apply("Sqrt", [x]);
  reciprocal = (x: Value): Value => this.apply("Reciprocal", [x]);
  tanh = (x: Value): Value => this.apply("Tanh", [x]);
  sigmoid = (x: Value): Value => this.apply("Sigmoid", [x]);
  relu = (x: Value): Value => this.apply("Relu", [x]);
  gelu = (x: Value): Value => (this.training ? geluKeepingDistribution(this, x) : this.apply("Gelu", [x]));
  silu = (x: Value): Value => this.mul(x, this.sigmoid(x));
  erf = (x: Value): Value => this.apply("Erf", [x]);
  softplus = (x: Value): Value => this.apply("Softplus", [x]);
  sign = (x: Value): Value => this.apply("Sign", [x]);
  floor = (x: Value): Value => this.apply("Floor", [x]);
  ceil = (x: Value): Value => this.apply("Ceil", [x]);
  round = (x: Value): Value => this.apply("Round", [x]);
  sin = (x: Value): Value => this.apply("Sin", [x]);
  cos = (x: Value): Value => this.apply("Cos", [x]);
  matmul = (a: Value, b: Value): Value => this.apply("MatMul", [a, b]);
  hardSigmoid = (x: Value, attributes: { alpha: number; beta: number }): Value =>
    this.apply("HardSigmoid", [x], attributes);

  /** α·op(A)·op(B) (+ c). */
  gemm(a: Value, b: Value, c: Value | null = null, options: GemmOptions = {}): Value {
    const attributes = {
      transA: options.transA ? 1 : 0,
      transB: options.transB ? 1 : 0,
      alpha: options.alpha ?? 1,
    };
    return this.apply("Gemm", c === null ? [a, b] : [a, b, c], attributes);
  }

  clip(x: Value, low: number, high: number): Value {
    return this.apply("Clip", [
      x,
      this.constant(low, undefined, x.dtype),
      this.constant(high, undefined, x.dtype),
    ]);
  }

  where(condition: Value, a: Operand, b: Operand): Value {
    const [left, right] = this.pair(a, b);
    return this.apply("Where", [condition, left, right]);
  }

  cast(x: Value, dtype: DType): Value {
    return x.dtype === dtype ? x : this.apply("Cast", [x], { to: codeOf(dtype) });
  }

  /** 0 copies a size and −1 takes the rest; of several symbolic sizes all are read from inputs at run time. */
  reshape(x: Value, dims: Dims): Value {
    const open = dims.filter((dim) => isSymbolic(dim) || dim === -1).length;
    if (open > 1) return this.apply("Reshape", [x, this.shapeTensor(dims)]);
    const wanted = dims.map((dim) => (isSymbolic(dim) ? -1 : dim));
    return this.apply("Reshape", [x, this.integers(wanted)]);
  }

  transpose(x: Value, perm: readonly number[]): Value {
    const identity = perm.every((axis, place) => axis === place);
    return identity ? x : this.apply("Transpose", [x], { perm: [...perm] });
  }

  transposeLast(x: Value): Value {
    const axes = [...x.dims.keys()];
    return this.transpose(x, [...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
  }

  concat(values: readonly Value[], axis: number): Value {
    const [only] = values;
    return values.length === 1 && only ? only : this.apply("Concat", values, { axis });
  }

  split(x: Value, sizes: readonly number[], axis: number): Value[] {
    return sizes.length === 1 ? [x] : this.op("Split", [x, this.integers(sizes)], { axis }, sizes.length);
  }

  /** A symbolic end is read from an input at run time; the part must then begin at 0. */
  slice(x: Value, cut: { axis: number; start: number; end: Dim; step?: number }): Value {
    const inputs = [cut.start, cut.end, cut.axis, cut.step ?? 1].map((size) => this.shapeTensor([size]));
    return this.apply("Slice", [x, ...inputs]);
  }

  /** A part along several axes at once. */
  sliceAxes(x: Value, cut: Cut): Value {
    const whole = cut.axes.every(
      (axis, i) => cut.starts[i] === 0 && cut.ends[i] === x.dim(axis) && cut.steps[i] === 1,
    );
    if (whole) return x;
    const inputs = [cut.starts, cut.ends, cut.axes, cut.steps].map((numbers) => this.integers(numbers));
    return this.apply("Slice", [x, ...inputs]);
  }

  reverse(x: Value, axis: number): Value {
    return this.slice(x, { axis, start: -1, end: Number.MIN_SAFE_INTEGER, step: -1 });
  }

  pad(x: Value, { axis, before, after }: { axis: number; before: number; after: number }): Value {
    return this.padAxes(x, { axes: [normalAxis(axis, x.rank)], before: [before], after: [after] });
  }

  /** Zeros before and after x along some axes. */
  padAxes(x: Value, { axes, before, after }: Padding): Value {
    if ([...before, ...after].every((count) => count === 0)) return x;
    const pads = new Array<number>(2 * x.rank).fill(0);
    axes.forEach((axis, i) => {
      pads[axis] = before[i] ?? 0;
      pads[axis + x.rank] = after[i] ?? 0;
    });
    return this.apply("Pad", [x, this.integers(pads)]);
  }

  gather(x: Value, indices: Value, axis = 0): Value {
    return this.apply("Gather", [x, indices], { axis });
  }

  gatherElements(x: Value, indices: Value, axis: number): Value {
    return this.apply("GatherElements", [x, indices], { axis });
  }

  scatterElementsAdd(x: Value, indices: Value, { updates, axis }: { updates: Value; axis: number }): Value {
    return this.apply("ScatterElements", [x, indices, updates], { axis, reduction: "add" });
  }

  /** Broadcast to `dims`; a symbolic size is read from an input at run time. */
  expand(x: Value, dims: Dims): Value {
    const same = x.rank === dims.length && x.dims.every((dim, axis) => dim === dims[axis]);
    return same ? x : this.apply("Expand", [x, this.shapeTensor(dims)]);
  }

  zeros(dims: Dims, dtype: DType = "float32"): Value {
    return this.expand(this.constant(0, undefined, dtype), dims);
  }

  unsqueeze(x: Value, axes: readonly number[]): Value {
    return this.apply("Unsqueeze", [x, this.integers(axes)]);
  }

  squeeze(x: Value, axes: readonly number[]): Value {
    return this.apply("Squeeze", [x, this.integers(axes)]);
  }

  reduceSum = (x: Value, axes: readonly number[] = [], keepdims = false): Value =>
    this.reduce("ReduceSum", { x, axes, keepdims });
  reduceMean = (x: Value, axes: readonly number[] = [], keepdims = false): Value =>
    this.reduce("ReduceMean", { x, axes, keepdims });
  reduceMin = (x: Value, axes: readonly number[] = [], keepdims = false): Value =>
    this.reduce("ReduceMin", { x, axes, keepdims });
  reduceMax = (x: Value, axes: readonly number[] = [], keepdims = false): Value =>
    this.reduce("ReduceMax", { x, axes, keepdims });

  softmax(x: Value, axis = -1): Value {
    return this.apply("Softmax", [x], { axis });
  }

  logSoftmax(x: Value, axis = -1): Value {
    return this.apply("LogSoftmax", [x], { axis });
  }

  /** Over the last axis. In training graphs mean and deviation are outputs too, for the gradient to reuse. */
  layerNorm(x: Value, gamma: Value, beta: Value, epsilon = 1e-5): Value {
    const [y] = this.op("LayerNormalization", [x, gamma, beta], { axis: -1, epsilon }, this.training ? 3 : 1);
    return first(y);
  }

  oneHot(indices: Value, depth: number, dtype: DType = "float32"): Value {
    const values = this.constant([0, 1], [2], dtype);
    return this.apply("OneHot", [indices, this.constant(depth, undefined, "int64"), values], { axis: -1 });
  }

  argMax(x: Value, axis = -1): Value {
    return this.apply("ArgMax", [x], { axis, keepdims: 0 });
  }

  /** x [B, K, H, W] by kernels w [out, K / groups, h, w]. */
  conv2d(x: Value, w: Value, options: ConvolutionOptions = {}): Value {
    const { stride = 1, pad = 0, groups = 1, bias } = options;
    return this.apply("Conv", bias === undefined ? [x, w] : [x, w, bias], {
      kernel_shape: [w.size(2), w.size(3)],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      group: groups,
    });
  }

  /** Windows of side `kernel` moved over [B, K, H, W]; stride as wide as the window unless said otherwise. */
  maxPool2d(x: Value, { kernel, stride = kernel, pad = 0 }: PoolOptions): Value {
    // The places of the greatest entries are only needed where a gradient may be asked for.
    const outputs = this.training && this.poolPlaces ? 2 : 1;
    const [y] = this.op("MaxPool", [x], windowAttributes({ kernel, stride, pad }), outputs);
    return first(y);
  }

  /** Like `maxPool2d`, with means; padding counts as zeros. */
  avgPool2d(x: Value, { kernel, stride = kernel, pad = 0 }: PoolOptions): Value {
    const attributes = { ...windowAttributes({ kernel, stride, pad }), count_include_pad: 1 };
    return this.apply("AveragePool", [x], attributes);
  }

  globalAveragePool(x: Value): Value {
    return this.reduceMean(x, [2, 3]);
  }

  private reduce(
    type: string,
    { x, axes, keepdims }: { x: Value; axes: readonly number[]; keepdims: boolean },
  ): Value {
    const attributes = { keepdims: keepdims ? 1 : 0 };
    return this.apply(type, axes.length === 0 ? [x] : [x, this.integers(axes)], attributes);
  }

  /** An operator of the registry with one output. */
  apply(type: string, inputs: readonly (Value | null)[], attributes: Attributes = {}): Value {
    return first(this.op(type, inputs, attributes)[0]);
  }

  private binary(type: string, a: Operand, b: Operand): Value {
    return this.apply(type, this.pair(a, b));
  }

  private pair(a: Operand, b: Operand): [Value, Value] {
    if (typeof a !== "number") return [a, typeof b === "number" ? this.constant(b, undefined, a.dtype) : b];
    if (typeof b !== "number") return [this.constant(a, undefined, b.dtype), b];
    return [this.constant(a), this.constant(b)];
  }

  private integers(numbers: readonly number[]): Value {
    return this.constant(numbers, [numbers.length], "int64");
  }

  private shapeTensor(dims: Dims): Value {
    if (!dims.some(isSymbolic)) return this.integers(dims.map(Number));
    return this.concat(
      dims.map((dim) => (isSymbolic(dim) ? this.sizeTensor(dim) : this.integers([dim]))),
      0,
    );
  }

  /** int64 [1]: a symbolic size, read off the inputs that have its symbols. */
  private sizeTensor(dim: string): Value {
    const { factor, symbols } = symbolsOf(dim);
    const sizes = symbols.map((symbol) => this.symbolTensor(symbol));
    const product = sizes.reduce((left, right) => this.mul(left, right));
    return factor === 1 ? product : this.mul(product, this.integers([factor]));
  }

  private symbolTensor(symbol: string): Value {
    for (const value of this.inputs) {
      const axis = value.dims.indexOf(symbol);
      if (axis >= 0) return first(this.op("Shape", [value], { start: axis, end: axis + 1 })[0]);
    }
    throw new Error(`No input has the size ${symbol}.`);
  }
}

function windowAttributes({ kernel, stride, pad }: Required<PoolOptions>): Attributes {
  return { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad] };
}

function first(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The operator gave no output.");
  return value;
}
