/** Which input of a person's own file takes the photos, in which layout, and which output is read. */
import type { OnnxModel, OnnxValueInfo } from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";

export interface OwnInput {
  readonly name: string;
  readonly layout: "nchw" | "nhwc";
  /** Photos at once, where the file says a number. */
  readonly batch: number | null;
}

const FLOAT = 1;
const CHANNELS = 3;

/**
 * @param wanted the input's name; empty: the first
 * @param size side of the photo, in pixels
 * @throws UserError `own-model-name-unknown`, `own-model-input`, `own-model-size`
 */
export function ownInput({ graph }: OnnxModel, wanted: string, size: number): OwnInput {
  const weights = new Set(graph.initializers.map(({ name }) => name));
  // Old files list their weights as inputs too.
  const inputs = graph.inputs.filter(({ name }) => !weights.has(name));
  const input = named(inputs, wanted, "input");
  const dims = input?.dims ?? [null, null, null, null];
  const layout = layoutOf(dims);
  if (input === undefined || inputs.length !== 1 || input.elementType !== FLOAT || layout === null)
    throw new UserError(issue("own-model-input", { param: "file" }, { inputs: inputs.map(described) }));
  const [height, width] = layout === "nchw" ? [dims[2], dims[3]] : [dims[1], dims[2]];
  const fixed = { height: sideOf(height) ?? size, width: sideOf(width) ?? size };
  if (fixed.height !== size || fixed.width !== size)
    throw new UserError(issue("own-model-size", { param: "size" }, { ...fixed, wanted: size }));
  return { name: input.name, layout, batch: sideOf(dims[0]) };
}

/**
 * @param wanted the output's name; empty: the first
 * @throws UserError `own-model-name-unknown`, `own-model-output` when it is not of float32 numbers
 */
export function ownOutput(model: OnnxModel, wanted: string): string {
  const output = named(model.graph.outputs, wanted, "output");
  if (output === undefined || output.elementType !== FLOAT) throw outputUnfit(model, output?.name ?? "");
  return output.name;
}

/** The output is neither a vector nor a map; the others of the file are told. */
export function outputUnfit({ graph }: OnnxModel, output: string): UserError {
  const others = graph.outputs.map(({ name }) => name).filter((name) => name !== output);
  return new UserError(issue("own-model-output", { param: "output" }, { output, others }));
}

function named(
  values: readonly OnnxValueInfo[],
  wanted: string,
  param: "input" | "output",
): OnnxValueInfo | undefined {
  const name = wanted.trim();
  const found = name === "" ? values[0] : values.find((value) => value.name === name);
  if (found !== undefined || name === "") return found;
  const what = param === "input" ? { en: "input", ru: "вход" } : { en: "output", ru: "выход" };
  const known = values.map((value) => value.name);
  throw new UserError(issue("own-model-name-unknown", { param }, { what, name, known }));
}

/** Channels first wherever that is possible: most files are; null when there is no place for three channels. */
function layoutOf(dims: NonNullable<OnnxValueInfo["dims"]>): OwnInput["layout"] | null {
  if (dims.length !== 4) return null;
  if (dims[1] === CHANNELS) return "nchw";
  if (dims[3] === CHANNELS) return "nhwc";
  return sideOf(dims[1]) === null ? "nchw" : null;
}

/** Symbols say nothing; exporters also write 0 or −1 for a free size. */
function sideOf(dim: number | string | null | undefined): number | null {
  return typeof dim === "number" && dim > 0 ? dim : null;
}

function described({ name, dims }: OnnxValueInfo): string {
  return dims === null ? name : `${name} [${dims.map((dim) => dim ?? "?").join(", ")}]`;
}
