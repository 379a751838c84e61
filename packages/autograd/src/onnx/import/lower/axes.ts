/** Operators whose axes, sizes or bounds stood in attributes before they became inputs. */
import { normalAxis } from "../../../ir/dims.ts";
import type { Value } from "../../../ir/value.ts";
import { given, integersOf, knownIntegers, type Lowering } from "./lowering.ts";

const AXES = { index: 1, name: "axes" };

/** Every axis of size 1 where none is named. */
const squeeze: Lowering = (use) => {
  const x = given(use, 0);
  const ones = [...x.dims.keys()].filter((axis) => x.dims[axis] === 1);
  return [use.g.squeeze(x, integersOf(use, AXES) ?? ones)];
};

const unsqueeze: Lowering = (use) => [use.g.unsqueeze(given(use, 0), integersOf(use, AXES) ?? [])];

/** All axes where none is named, unless the file says that this means none. */
const reduce: Lowering = (use) => {
  const x = given(use, 0);
  const axes = integersOf(use, AXES) ?? [];
  if (axes.length === 0 && use.attributes.int("noop_with_empty_axes", 0) === 1) return [x];
  const attributes = { keepdims: use.attributes.int("keepdims", 1) };
  const inputs = axes.length === 0 ? [x] : [x, use.g.constant(axes, [axes.length], "int64")];
  return use.g.op(use.node.type, inputs, attributes);
};

/** Equal parts where no sizes are named. */
const split: Lowering = (use) => {
  const x = given(use, 0);
  const axis = normalAxis(use.attributes.int("axis", 0), x.rank);
  const parts = use.node.outputs.length;
  const even = Math.ceil(x.size(axis) / parts);
  const sizes = Array.from({ length: parts }, (_, i) => Math.min(even, x.size(axis) - i * even));
  return use.g.split(x, integersOf(use, { index: 1, name: "split" }) ?? sizes, axis);
};

const slice: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  if (!attributes.has("starts")) return g.op("Slice", use.inputs);
  const starts = attributes.ints("starts") ?? [];
  const ends = attributes.ints("ends") ?? [];
  const axes = attributes.ints("axes") ?? starts.map((_, i) => i);
  return [g.sliceAxes(x, { axes, starts, ends, steps: starts.map(() => 1) })];
};

const pad: Lowering = (use) => {
  const x = given(use, 0);
  const { g, attributes } = use;
  const pads = integersOf(use, { index: 1, name: "pads" }) ?? [];
  if (pads.every((count) => count === 0)) return [x];
  const mode = attributes.text("mode", "constant");
  const filled = use.inputs[2];
  if (mode !== "constant") throw new Error(`the mode ${mode} is not supported`);
  if (attributes.float("value", 0) !== 0 || (filled && !isZero(filled)))
    throw new Error("padding with anything but zeros is not supported");
  const axes = use.inputs[3] ? knownIntegers(use.inputs[3]) : [...x.dims.keys()];
  const half = pads.length / 2;
  return [g.padAxes(x, { axes, before: pads.slice(0, half), after: pads.slice(half) })];
};

function isZero({ origin }: Value): boolean {
  return origin.kind === "constant" && [...origin.tensor.data].every((number) => Number(number) === 0);
}

const clip: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  const bound = (index: number, name: string): Value | null => {
    const value = use.inputs[index];
    if (value) return value;
    return attributes.has(name) ? g.constant(attributes.float(name, 0), undefined, x.dtype) : null;
  };
  return g.op("Clip", [x, bound(1, "min"), bound(2, "max")]);
};

/** Before operator set 13 everything from the axis on was one long axis. */
const softmax: Lowering = (use) => {
  const { g, node, opset, attributes } = use;
  const x = given(use, 0);
  if (opset >= 13) return g.op(node.type, [x], { axis: attributes.int("axis", -1) });
  const axis = normalAxis(attributes.int("axis", 1), x.rank);
  if (axis === x.rank - 1) return g.op(node.type, [x], { axis });
  const rows = x.dims.slice(0, axis);
  return [g.reshape(g.apply(node.type, [g.reshape(x, [...rows, -1])], { axis: -1 }), x.dims)];
};

const REDUCTIONS = [
  "ReduceL1",
  "ReduceL2",
  "ReduceLogSum",
  "ReduceLogSumExp",
  "ReduceMax",
  "ReduceMean",
  "ReduceMin",
  "ReduceProd",
  "ReduceSum",
  "ReduceSumSquare",
];

export const AXES_LOWERINGS: { readonly [type: string]: Lowering } = {
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  ...Object.fromEntries(REDUCTIONS.map((type) => [type, reduce])),
  Split: split,
  Slice: slice,
  Pad: pad,
  Clip: clip,
  Softmax: softmax,
  LogSoftmax: softmax,
};
