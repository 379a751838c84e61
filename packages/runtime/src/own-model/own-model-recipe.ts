/** How a person's own ONNX file encodes photos: checked, run once to see what it gives, adapted where it must be. */
import type { OnnxModel } from "@fuseline/autograd/onnx";
import type { Storage } from "@fuseline/data";
import type { SourceSpec } from "@fuseline/schema";
import { outputShape } from "../pretrained/output-shape.ts";
import type { Recipe } from "../recipe.ts";
import { type AdaptedFile, adaptFile } from "./adapt-file.ts";
import { openOwnFile } from "./open-own-file.ts";
import { type OwnInput, outputUnfit, ownInput, ownOutput } from "./own-ports.ts";
import { tryOwnFile } from "./try-own-file.ts";

type ImageRecipe = Extract<Recipe, { recipe: "image-model" }>;

const POOLING = { vector: "none", tokens: "mean-tokens", grid: "mean-grid" } as const;

/** @throws UserError `own-model-…`, at the parameter that can mend it */
export async function ownModelRecipe(
  spec: Extract<SourceSpec, { source: "onnx-model" }>,
  storage: Storage,
): Promise<ImageRecipe> {
  const bytes = await storage.readBytes(spec.file);
  const model = openOwnFile(bytes);
  const input = ownInput(model, spec.input, spec.size);
  const output = ownOutput(model, spec.output);
  const { file, dims } = await measure({ bytes, model, input, output, size: spec.size });
  const shape = outputShape(dims);
  if (shape === null) throw outputUnfit(model, output);
  return {
    recipe: "image-model",
    columns: [{ column: spec.column.column, several: spec.column.several }],
    ref: null,
    file: {
      model: file.bytes === null ? spec.file : await storage.putBytes(file.bytes),
      input: file.input,
      output: file.output,
      width: shape.width,
    },
    preprocess: {
      size: spec.size,
      shortSide: null,
      resample: "bilinear",
      channels: spec.channels,
      rescale: 1 / 255,
      mean: triple(spec.mean),
      std: triple(spec.scale),
    },
    pooling: POOLING[shape.kind],
    several: "mean",
    length: 1,
  };
}

interface Measuring {
  readonly bytes: Uint8Array;
  readonly model: OnnxModel;
  readonly input: OwnInput;
  readonly output: string;
  readonly size: number;
}

interface Measured {
  readonly file: AdaptedFile;
  /** Of the output for one photo. */
  readonly dims: readonly number[];
}

async function measure({ bytes, model, input, output, size }: Measuring): Promise<Measured> {
  const attempt = async (map: boolean): Promise<Measured> => {
    const file = adaptFile(model, { input, output, map });
    const opened = input.batch !== null;
    return { file, dims: await tryOwnFile({ ...file, bytes: file.bytes ?? bytes, size, opened }) };
  };
  const first = await attempt(false);
  return input.layout === "nhwc" && first.dims.length === 3 ? attempt(true) : first;
}

/** The node asks for exactly three. */
function triple([red, green, blue]: readonly number[]): [number, number, number] {
  if (red === undefined || green === undefined || blue === undefined)
    throw new Error("a colour has no number of its own");
  return [red, green, blue];
}
