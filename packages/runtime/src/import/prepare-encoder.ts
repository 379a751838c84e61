/** From the ONNX file of an encoder to a graph that can be imported into training and serving graphs. */
import { GraphBuilder } from "@fuseline/autograd";
import {
  decodeModel,
  FOLDED_BATCHES,
  foldable,
  ImportError,
  type ImportSource,
  importGraph,
  importSource,
} from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";
import { sentenceOf } from "../pretrained/check-file.ts";
import { foldModel } from "./fold.ts";

export interface EncoderRequest {
  /** The model's name, for messages. */
  readonly model: string;
  /** The name of its file, for messages. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Where to end: outputs of the file, or tensors inside it. */
  readonly outputs: readonly string[];
  /** Sizes of each input behind the batch: tokens; channels, height and width. */
  readonly dims: { readonly [input: string]: readonly number[] };
}

/**
 * The source can be imported for any batch, fixed or symbolic.
 * @throws UserError `model-file-invalid`, `model-operator-untrainable`
 */
export async function prepareEncoder(request: EncoderRequest): Promise<ImportSource> {
  const { model, file, bytes, outputs, dims } = request;
  try {
    const decoded = decodeModel(bytes);
    const unfolded = FOLDED_BATCHES.map((batch) => foldable({ model: decoded, outputs, dims }, batch));
    const [two, three] = await Promise.all(unfolded.map(foldModel));
    const [first] = unfolded;
    if (first === undefined || two === undefined || three === undefined)
      throw new Error("nothing was folded");
    const source = importSource(first, { two, three });
    // Built once for nothing, so that what stands in the way is told here, and not in the middle of a run.
    importGraph({ builder: new GraphBuilder({ training: true }), source, trial: true });
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
