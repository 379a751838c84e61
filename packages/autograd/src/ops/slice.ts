/** y = x from `starts` to `ends` (not included) along `axes`, every `steps`-th; negative positions count from the end. */

import type { GraphBuilder } from "../ir/builder.ts";
import { isSymbolic, normalAxis } from "../ir/dims.ts";
import type { Dim } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { type Call, defineOperator, fn, input, integers } from "./operator.ts";

interface Range {
  readonly axis: number;
  readonly size: number;
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** Positions as the ONNX specification clamps them. */
function ranges(call: Call): Range[] {
  const { dims } = input(call, 0);
  const [starts, ends] = [integers(call, 1), integers(call, 2)];
  const axes = call.inputs[3] ? integers(call, 3) : starts.map((_, i) => i);
  const steps = call.inputs[4] ? integers(call, 4) : starts.map(() => 1);
  return starts.map((from, i) => {
    const axis = normalAxis(axes[i] ?? 0, dims.length);
    const size = dims[axis];
    if (typeof size !== "number")
      throw new Error(`Axis ${axis} has the symbolic size ${size} and cannot be cut.`);
    const step = steps[i] ?? 1;
    const clamp = (position: number, low: number, high: number) =>
      Math.min(Math.max(position < 0 ? position + size : position, low), high);
    const start = step > 0 ? clamp(from, 0, size) : clamp(from, 0, size - 1);
    const end = step > 0 ? clamp(ends[i] ?? 0, 0, size) : clamp(ends[i] ?? 0, -1, size - 1);
    return { axis, size, start, step, count: Math.max(0, Math.ceil((end - start) / step)) };
  });
}

/** The first entries of one axis, as many as a symbolic size says: such as positions for texts of any length. */
function openBeginning(call: Call): { axis: number; count: Dim } | null {
  const [count] = input(call, 2).contents ?? [];
  if (count === undefined || !isSymbolic(count)) return null;
  const [start = 0] = integers(call, 1);
  const [axis = 0] = call.inputs[3] ? integers(call, 3) : [];
  const [step = 1] = call.inputs[4] ? integers(call, 4) : [];
  if (start !== 0 || step !== 1) throw new Error(`Only the first ${count} entries can be cut, not others.`);
  return { axis: normalAxis(axis, input(call, 0).dims.length), count };
}

export const slice = defineOperator({
  type: "Slice",
  since: 13,
  inputs: [3, 5],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype, dims, contents } = input(call, 0);
    const beginning = openBeginning(call);
    if (beginning)
      return [{ dtype, dims: dims.map((dim, axis) => (axis === beginning.axis ? beginning.count : dim)) }];
    const cut: Dim[] = [...dims];
    const all = ranges(call);
    for (const { axis, count } of all) cut[axis] = count;
    const [range] = all;
    if (!contents || !range) return [{ dtype, dims: cut }];
    const kept = Array.from({ length: range.count }, (_, i) => contents[range.start + i * range.step] ?? 0);
    return [{ dtype, dims: cut, contents: kept }];
  },
  gradient: fn(({ g, dy, inputs, attributes }) => {
    const call: Call = { inputs: inputs.map((value) => value?.type ?? null), attributes, outputs: 1 };
    return [ranges(call).reduce((gradient, range) => spread(g, gradient, range), dy), null, null, null, null];
  }),
  float64: true,
  samples: [
    {
      name: "middle",
      inputs: [
        { dims: [4], values: [1, 2, 3, 4] },
        { dims: [1], dtype: "int64", values: [1], constant: true },
        { dims: [1], dtype: "int64", values: [3], constant: true },
      ],
      expected: [[2, 3]],
    },
    {
      name: "steps and backwards",
      inputs: [
        { dims: [7, 4] },
        { dims: [2], dtype: "int64", values: [1, -1], constant: true },
        { dims: [2], dtype: "int64", values: [7, -6], constant: true },
        { dims: [2], dtype: "int64", values: [0, 1], constant: true },
        { dims: [2], dtype: "int64", values: [2, -1], constant: true },
      ],
    },
  ],
});

/** Puts what was cut along one axis back in its place among zeros. */
function spread(g: GraphBuilder, gradient: Value, { axis, size, start, step, count }: Range): Value {
  const forward = step > 0 ? gradient : g.reverse(gradient, axis);
  const first = step > 0 ? start : start + (count - 1) * step;
  const stride = Math.abs(step);
  const widened = stride === 1 ? forward : insertZeros(g, forward, { axis, stride });
  const length = (count - 1) * stride + 1;
  return g.pad(widened, { axis, before: first, after: size - first - length });
}

function insertZeros(
  g: GraphBuilder,
  value: Value,
  { axis, stride }: { axis: number; stride: number },
): Value {
  const count = value.size(axis);
  const spaced = g.pad(g.unsqueeze(value, [axis + 1]), { axis: axis + 1, before: 0, after: stride - 1 });
  const flat = g.reshape(
    spaced,
    value.dims.map((dim, i) => (i === axis ? count * stride : dim)),
  );
  return g.slice(flat, { axis, start: 0, end: (count - 1) * stride + 1 });
}
