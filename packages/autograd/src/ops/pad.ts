/** y = x continued before and after it along some axes: with one number, its end (`edge`), or itself (`reflect`, `wrap`). */
import { addDims, fixedDims, normalAxis } from "../ir/dims.ts";
import type { Value } from "../ir/value.ts";
import { alongAxis } from "./along-axis.ts";
import { type Call, defineOperator, fn, type GradientContext, input, integers } from "./operator.ts";

export const pad = defineOperator({
  type: "Pad",
  since: 19,
  inputs: [2, 4],
  outputs: [1, 1],
  attributes: { mode: "string" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const added = paddingOf(call);
    return [
      { dtype, dims: dims.map((dim, i) => addDims(dim, (added[i]?.before ?? 0) + (added[i]?.after ?? 0))) },
    ];
  },
  gradient: fn((context) => {
    const { g, dy, inputs, attributes, needs } = context;
    const added = paddingOf({ inputs: inputs.map((value) => value?.type ?? null), attributes, outputs: 1 });
    const mode = attributes.mode ?? "constant";
    if (mode !== "constant") return [continued(context, added, String(mode))];
    const dx = cut(context, added);
    return [dx, null, needs[2] ? g.sub(g.reduceSum(dy), g.reduceSum(dx)) : null, null];
  }),
  float64: true,
  samples: [
    {
      name: "around",
      inputs: [
        { dims: [1, 2], values: [1, 2] },
        { dims: [4], dtype: "int64", values: [1, 0, 0, 1], constant: true },
      ],
      expected: [[0, 0, 0, 1, 2, 0]],
    },
    {
      name: "picture",
      inputs: [
        { dims: [2, 1, 3, 2] },
        { dims: [8], dtype: "int64", values: [0, 0, 1, 1, 0, 0, 2, 1], constant: true },
      ],
    },
    {
      name: "with a number, and less on one side",
      inputs: [
        { dims: [3, 4] },
        { dims: [2], dtype: "int64", values: [2, -1], constant: true },
        { dims: [] },
        { dims: [1], dtype: "int64", values: [-1], constant: true },
      ],
    },
    ...["edge", "reflect", "wrap"].map((mode) => ({
      name: mode,
      inputs: [
        { dims: [3, 4] },
        { dims: [4], dtype: "int64" as const, values: [2, 1, 1, 3], constant: true },
      ],
      attributes: { mode },
    })),
  ],
});

interface Added {
  readonly before: number;
  readonly after: number;
}

/** For every axis of x; what is negative is cut off. */
function paddingOf(call: Call): Added[] {
  const { dims } = input(call, 0);
  const pads = integers(call, 1);
  const axes = call.inputs[3]
    ? integers(call, 3).map((axis) => normalAxis(axis, dims.length))
    : [...dims.keys()];
  return dims.map((_, axis) => {
    const at = axes.indexOf(axis);
    return at < 0 ? { before: 0, after: 0 } : { before: pads[at] ?? 0, after: pads[at + axes.length] ?? 0 };
  });
}

/** What lies over x itself; zeros over what was cut off. */
function cut({ g, dy, input: at }: GradientContext, added: readonly Added[]): Value {
  const x = at(0);
  return added.reduce<Value>((gradient, { before, after }, axis) => {
    if (before === 0 && after === 0) return gradient;
    const whole = g.pad(gradient, { axis, before: Math.max(0, -before), after: Math.max(0, -after) });
    const start = Math.max(0, before);
    return g.slice(whole, { axis, start, end: start + x.size(axis) });
  }, dy);
}

/** Every entry is added to the one it repeats. */
function continued({ g, dy, input: at }: GradientContext, added: readonly Added[], mode: string): Value {
  const sizes = fixedDims(at(0).dims, "The gradient of Pad");
  return added.reduce<Value>((gradient, { before, after }, place) => {
    if (before === 0 && after === 0) return gradient;
    const size = sizes[place] ?? 1;
    const length = size + before + after;
    const weights = new Float64Array(length * size);
    for (let i = 0; i < length; i++) weights[i * size + sourceOf(i - before, size, mode)] = 1;
    return alongAxis(g, gradient, { weights: g.constant(weights, [length, size], dy.dtype), place });
  }, dy);
}

function sourceOf(place: number, size: number, mode: string): number {
  if (mode === "edge") return Math.min(Math.max(place, 0), size - 1);
  if (mode === "wrap") return ((place % size) + size) % size;
  const period = 2 * (size - 1);
  const around = period === 0 ? 0 : ((place % period) + period) % period;
  return around < size ? around : period - around;
}
