/** Gives symbolic sizes of a model's inputs numbers, so that ONNX Runtime can fold all shape arithmetic away. */
import type { OnnxModel, OnnxValueInfo } from "./model.ts";

/**
 * Sizes by symbol (`batch`), or by input and axis (`pixel_values:0`) where the file names no symbol; the latter win.
 * @throws Error that lists what is still open
 */
export function specialise(model: OnnxModel, sizes: { readonly [name: string]: number }): OnnxModel {
  const fixed = new Set(model.graph.initializers.map(({ name }) => name));
  const inputs = model.graph.inputs.map((input) => (fixed.has(input.name) ? input : withSizes(input, sizes)));
  const open = inputs.filter(({ name }) => !fixed.has(name)).flatMap(openSizes);
  if (open.length > 0) throw new Error(`No size was given for ${open.join(", ")}.`);
  // Declared output sizes would contradict the numbers; ONNX Runtime infers them anew.
  const outputs = model.graph.outputs.map((output) => ({
    ...output,
    dims: output.dims?.map((dim) => (typeof dim === "string" ? (sizes[dim] ?? null) : dim)) ?? null,
  }));
  return { ...model, graph: { ...model.graph, inputs, outputs } };
}

function withSizes(input: OnnxValueInfo, sizes: { readonly [name: string]: number }): OnnxValueInfo {
  if (input.dims === null) throw new Error(`The input ${input.name} says nothing about its dimensions.`);
  const dims = input.dims.map((dim, axis) => {
    const own = sizes[`${input.name}:${axis}`];
    if (own !== undefined) return own;
    // Some exporters write 0 or −1 for a size that is open.
    if (typeof dim === "number") return dim > 0 ? dim : null;
    return dim === null ? null : (sizes[dim] ?? dim);
  });
  return { ...input, dims };
}

function openSizes({ name, dims }: OnnxValueInfo): string[] {
  return (dims ?? []).flatMap((dim, axis) => {
    if (typeof dim === "number") return [];
    return [dim === null ? `${name}:${axis}` : `${dim} (${name}:${axis})`];
  });
}
