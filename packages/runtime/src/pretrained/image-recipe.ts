/** How to use an image model: which input, which output, how pictures are prepared, how the output is pooled. */
import type { OnnxModel } from "@fuseline/autograd/onnx";
import { catalogueEntry, type ImageEntry, type ImagePreprocess, type Storage } from "@fuseline/data";
import { issue, type SourceSpec, UserError } from "@fuseline/schema";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { Recipe } from "../recipe.ts";
import { openSession } from "../session/open-session.ts";
import { openOnnxFile } from "./check-file.ts";
import { type Candidate, chooseEmbedding, chooseFeatures } from "./choose-output.ts";
import { cutEncoder } from "./cut-encoder.ts";
import { classifies, numberIn } from "./model-config.ts";
import { type OutputShape, outputShape } from "./output-shape.ts";
import { readPreprocessing } from "./preprocessing.ts";
import type { LocalModel } from "./pretrained-models.ts";
import { trialRun } from "./trial-run.ts";

type ImageSpec = Extract<SourceSpec, { source: "image-model" }>;
type ImageRecipe = Extract<Recipe, { recipe: "image-model" }>;

const FEATURES = "features";
const EMBEDDING = "embedding";
/** Pictures of a row that are kept where a column may hold several. */
const MOST_PICTURES = 8;

export async function imageRecipe(
  spec: ImageSpec,
  model: LocalModel,
  storage: Storage,
): Promise<ImageRecipe> {
  const name = model.ref.hub;
  const entry = catalogueEntry(name, "image");
  const file = openOnnxFile(model.weights, { model: name, file: model.weightsPath });
  const config = model.json("config.json");
  const embedding = chooseEmbedding(file, {
    modality: "image",
    named: entry?.output ?? null,
    classifies: entry?.pooling === "cut" || classifies(config),
    trustsPooler: true,
  });
  if (embedding === null)
    throw noOutput(
      name,
      file.graph.outputs.map((output) => output.name),
    );
  const chosen = spec.output === "features" ? (chooseFeatures(file, embedding) ?? embedding) : embedding;
  const found = await measure({ model, file, chosen, spec, entry, config });
  const bytes = found.cut ?? model.weights;
  const width = found.width;
  const expected = spec.output === "features" ? null : (entry?.width ?? numberIn(config, "hidden_size"));
  if (expected !== null && entry !== null && expected !== width) throw differs(name, expected, width);
  const tokens = spec.output === "features" ? found.tokens : 1;
  return {
    recipe: "image-model",
    columns: spec.columns.map(({ column, several }) => ({ column, several })),
    ref: model.ref,
    file: {
      model:
        found.cut === null
          ? ((await model.store(model.weightsPath)) ?? (await storage.putBytes(bytes)))
          : await storage.putBytes(bytes),
      input: found.input,
      output: found.output,
      width,
    },
    preprocess: found.preprocess,
    pooling: spec.output === "features" ? "features" : found.pooling,
    several: spec.several,
    length: spec.several === "list" ? listLength(spec, tokens) : tokens,
  };
}

/** Places for the tokens of all pictures of a row. */
function listLength(spec: ImageSpec, tokens: number): number {
  if (spec.output === "features") return tokens * spec.columns.length;
  return spec.columns.reduce((sum, { several }) => sum + (several ? MOST_PICTURES : 1), 0);
}

interface Measuring {
  readonly model: LocalModel;
  readonly file: OnnxModel;
  readonly chosen: Candidate;
  readonly spec: ImageSpec;
  readonly entry: ImageEntry | null;
  readonly config: unknown;
}

interface Measured {
  readonly input: string;
  readonly output: string;
  readonly width: number;
  readonly tokens: number;
  readonly pooling: "none" | "token0" | "mean-tokens" | "mean-grid";
  readonly preprocess: ImagePreprocess;
  /** The cut file; null when the file is used as it is. */
  readonly cut: Uint8Array | null;
}

async function measure(measuring: Measuring): Promise<Measured> {
  const { file, chosen, spec, entry } = measuring;
  const whole = chosen.isOutput
    ? null
    : cutEncoder(file, { value: chosen.value, name: spec.output === "features" ? FEATURES : EMBEDDING });
  const output = chosen.isOutput ? chosen.value : spec.output === "features" ? FEATURES : EMBEDDING;
  const tried = await tryImage(measuring, { bytes: whole ?? measuring.model.weights, output });
  const shape = outputShape(tried.dims);
  if (shape === null) throw noOutput(measuring.model.ref.hub, [`${output} [${tried.dims.join(", ")}]`]);
  const base = { ...tried, output, width: shape.width, pooling: poolingOf(shape, entry) };
  const skipTokens =
    spec.output === "features" && shape.kind === "tokens" ? leadingTokens(shape.tokens, entry) : 0;
  if (skipTokens === 0) return { ...base, tokens: shape.tokens, cut: whole };
  const cut = cutEncoder(file, { value: chosen.value, name: FEATURES, skipTokens });
  return { ...base, output: FEATURES, tokens: shape.tokens - skipTokens, cut };
}

async function tryImage(
  { model, spec, entry, config }: Measuring,
  { bytes, output }: { readonly bytes: Uint8Array; readonly output: string },
): Promise<{ input: string; preprocess: ImagePreprocess; dims: readonly number[] }> {
  const name = model.ref.hub;
  const session = await openSession(bytes);
  try {
    const { input, side } = pictureInput(session, name);
    const preprocess = preprocessFor({ model, entry, config }, { side, wanted: spec.size });
    const { size } = preprocess;
    const feeds = (rows: number) => ({
      [input]: new Tensor("float32", new Float32Array(rows * 3 * size * size), [rows, 3, size, size]),
    });
    const dims = await trialRun({ model: name, file: model.weightsPath, session, output, feeds });
    return { input, preprocess, dims };
  } finally {
    await session.release();
  }
}

/** The one input [batch, 3, side, side]; `side` is null where the file takes any. */
function pictureInput(session: InferenceSession, model: string): { input: string; side: number | null } {
  const inputs = session.inputMetadata;
  const shapes = inputs.map((one) => `${one.name} [${one.isTensor ? one.shape.join(", ") : one.name}]`);
  const [picture] = inputs;
  const fits =
    inputs.length === 1 &&
    picture?.isTensor === true &&
    picture.type === "float32" &&
    picture.shape.length === 4 &&
    picture.shape[1] === 3;
  if (!fits || picture.shape[0] === 1) {
    const needed = { en: "pictures [batch, 3, height, width]", ru: "картинки [пакет, 3, высота, ширина]" };
    throw new UserError(issue("model-input-unknown", {}, { model, inputs: shapes, needed }));
  }
  const side = picture.shape[2];
  return { input: picture.name, side: typeof side === "number" && side > 0 ? side : null };
}

function preprocessFor(
  { model, entry, config }: Pick<Measuring, "model" | "entry" | "config">,
  { side, wanted }: { readonly side: number | null; readonly wanted: number | null },
): ImagePreprocess {
  const name = model.ref.hub;
  const own =
    readPreprocessing({ processor: model.json("preprocessor_config.json"), config }, name) ??
    entry?.preprocess ??
    null;
  if (own === null) throw new UserError(issue("model-preprocess-missing", {}, { model: name }));
  const size = wanted ?? own.size;
  if (side !== null && side !== size) {
    throw new UserError(
      issue("model-size-fixed", {}, { model: name, size: `${side} × ${side}`, wanted: size }),
    );
  }
  if (size === own.size) return own;
  // The same part of the picture, seen at another size.
  return {
    ...own,
    size,
    shortSide: own.shortSide === null ? null : Math.round((own.shortSide * size) / own.size),
  };
}

function poolingOf(shape: OutputShape, entry: ImageEntry | null): Measured["pooling"] {
  if (shape.kind === "vector") return "none";
  if (shape.kind === "grid") return "mean-grid";
  if (entry !== null && entry.pooling !== "none") return "token0";
  return leadingTokens(shape.tokens, entry) > 0 ? "token0" : "mean-tokens";
}

/** Class, distillation and register tokens before the patches: what is left must be a square of patches. */
function leadingTokens(tokens: number, entry: ImageEntry | null): number {
  if (entry !== null && entry.prefixTokens > 0) return entry.prefixTokens;
  const known = [0, 1, 2, 5];
  return known.find((count) => Number.isInteger(Math.sqrt(tokens - count))) ?? 0;
}

function noOutput(model: string, outputs: readonly string[]): UserError {
  const needed = { en: "a vector for a picture", ru: "вектор картинки" };
  return new UserError(issue("model-output-unknown", {}, { model, outputs, needed }));
}

function differs(model: string, expected: number, found: number): UserError {
  const what = { en: "the width of its vectors", ru: "ширина ее векторов" };
  return new UserError(
    issue("model-differs", {}, { model, what, expected: String(expected), found: String(found) }),
  );
}
