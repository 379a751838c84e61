/** From the ONNX file of an encoder to a graph that can be imported into training and serving graphs. */
import { GraphBuilder } from "@fuseline/autograd";
import {
  checkImportable,
  cut,
  decodeModel,
  ImportError,
  type ImportSource,
  importGraph,
  importSource,
  type OnnxModel,
  specialise,
} from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";
import { sentenceOf } from "../pretrained/check-file.ts";
import { foldModel } from "./fold.ts";

export interface EncoderRequest {
  /** The model's name, for messages. */
  readonly model: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Where to end: an output of the file, or a tensor inside it. */
  readonly output: string;
  readonly batch: number;
  /** Sizes of each input behind the batch: tokens; channels, height and width. */
  readonly dims: { readonly [input: string]: readonly number[] };
}

/** @throws UserError `model-file-invalid`, `model-operator-untrainable` */
export async function prepareEncoder(request: EncoderRequest): Promise<ImportSource> {
  const { model, file } = request;
  try {
    const short = cut(decodeModel(request.bytes), [request.output]);
    checkImportable(short);
    const source = importSource(await foldModel(specialise(short, sizesOf(short, request))));
    // Built once for nothing, so that what stands in the way is told here, and not in the middle of a run.
    importGraph({ builder: new GraphBuilder({ training: true }), source });
    return source;
  } catch (error) {
    if (error instanceof ImportError)
      throw new UserError(issue("model-operator-untrainable", {}, { model, ...error.facts }), {
        cause: error,
      });
    const reason = sentenceOf(error);
    throw new UserError(issue("model-file-invalid", {}, { model, file, reason }), { cause: error });
  }
}

function sizesOf({ graph }: OnnxModel, { batch, dims }: EncoderRequest): { [name: string]: number } {
  const sizes = graph.inputs.flatMap(({ name }) =>
    [batch, ...(dims[name] ?? [])].map((size, axis) => [`${name}:${axis}`, size] as const),
  );
  return Object.fromEntries(sizes);
}
