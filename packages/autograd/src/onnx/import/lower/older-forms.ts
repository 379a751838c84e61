/** Operators whose axes, sizes or bounds stood in attributes before they became inputs, or meant something else. */
import { normalAxis } from "../../../ir/dims.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering, type Use } from "./lowering.ts";
import { registered } from "./registered.ts";

/** The attributes that became the inputs behind the first one, in their order. */
const NOW_INPUTS: { readonly [type: string]: readonly string[] } = {
  Squeeze: ["axes"],
  Unsqueeze: ["axes"],
  Split: ["split"],
  Slice: ["starts", "ends", "axes"],
  Pad: ["pads", "value"],
  Clip: ["min", "max"],
  ...Object.fromEntries(
    ["L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare"].map((kind) => [
      `Reduce${kind}`,
      ["axes"],
    ]),
  ),
};

/** The inputs with what the file holds in attributes. */
function inputsOf(use: Use, names: readonly string[]): readonly (Value | null)[] {
  const { g, attributes } = use;
  const moved = names.map((name, index): Value | null => {
    const value = use.inputs[index + 1];
    if (value || !attributes.has(name)) return value ?? null;
    const integers = attributes.ints(name);
    return integers === null
      ? g.constant(attributes.float(name, 0), undefined, given(use, 0).dtype)
      : g.constant(integers, [integers.length], "int64");
  });
  const all = [given(use, 0), ...moved, ...use.inputs.slice(names.length + 1)];
  return all.slice(0, all.findLastIndex((value) => value !== null) + 1);
}

function asInputs(type: string, names: readonly string[]): Lowering {
  return (use) => {
    const inputs = inputsOf(use, names);
    const parts = use.node.outputs.length;
    // Files older than the attribute mean equal parts where they name no sizes.
    const attributes = type === "Split" && inputs.length === 1 ? { num_outputs: parts } : {};
    return registered({ ...use, inputs }, { attributes, without: names });
  };
}

/** Before operator set 13 everything from the axis on was one long axis. */
const softmax: Lowering = (use) => {
  const { g, node, opset, attributes } = use;
  if (opset >= 13) return registered(use);
  const x = given(use, 0);
  const axis = normalAxis(attributes.int("axis", 1), x.rank);
  if (axis === x.rank - 1) return g.op(node.type, [x], { axis });
  const rows = x.dims.slice(0, axis);
  return [g.reshape(g.apply(node.type, [g.reshape(x, [...rows, -1])], { axis: -1 }), x.dims)];
};

export const OLDER_FORMS: { readonly [type: string]: Lowering } = {
  ...Object.fromEntries(
    Object.entries(NOW_INPUTS).map(([type, names]) => [type, asInputs(type, names)] as const),
  ),
  Softmax: softmax,
  LogSoftmax: softmax,
};
