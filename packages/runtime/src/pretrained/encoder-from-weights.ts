/** Models that come as `config.json` and `model.safetensors`: built from our layers and written as ONNX, used like any other. */
import { compileForward, GraphBuilder, type Value } from "@fuseline/autograd";
import { Safetensors } from "@fuseline/autograd/safetensors";
import {
  ArchitectureRefused,
  type ImageEncoder,
  type OpenedEncoder,
  openEncoder,
  type TextEncoder,
} from "@fuseline/layers";
import { type Issue, issue, UserError } from "@fuseline/schema";
import { sentenceOf } from "./check-file.ts";
import { FileSource } from "./file-source.ts";
import { readPreprocessing } from "./preprocessing.ts";
import type { LocalModel, ModelSettings } from "./pretrained-models.ts";

export interface WantedEncoder {
  readonly modality: "image" | "text";
  /** Side of the pictures; null: the model's own. */
  readonly size: number | null;
  /** Where the weights are on this machine. */
  readonly local: string;
}

/** Protobuf messages end below 2³¹ bytes; a little is left for the graph. */
const MOST_BYTES = 2 ** 31 - 2 ** 24;
/** A model whose vector is made to be compared, under the name that exporters give it. */
const EMBEDS = { text: "text_embeds", image: "image_embeds" } as const;

/**
 * The model with an ONNX file of its own making: symbolic batch, for texts a symbolic length too.
 * @throws UserError `model-architecture-refused`, `model-setting-refused`, `model-file-invalid`
 */
export async function encoderFromWeights(model: ModelSettings, wanted: WantedEncoder): Promise<LocalModel> {
  const built = await inWordsFor(model, () => build(model, wanted));
  return {
    ...model,
    ...built,
    store: async (path) => (path === model.weightsPath ? null : model.store(path)),
  };
}

async function build(
  model: ModelSettings,
  wanted: WantedEncoder,
): Promise<Pick<LocalModel, "weights" | "maxTokens">> {
  const source = await FileSource.open(wanted.local);
  try {
    const file = await Safetensors.open(source);
    const tensors = new Map([...file.header.tensors].map(([name, { dims }]) => [name, dims]));
    const checkpoint = { config: model.json("config.json"), tensors };
    if (wanted.modality === "text") {
      const encoder = openEncoder(checkpoint, "text");
      return { weights: textFile(encoder, await readWeights(file, encoder)), maxTokens: encoder.maxTokens };
    }
    const encoder = openEncoder(checkpoint, "image");
    const side = wanted.size ?? ownSize(model) ?? encoder.size;
    return { weights: imageFile(encoder, { side, values: await readWeights(file, encoder) }) };
  } finally {
    await source.close();
  }
}

type Weights = ReadonlyMap<string, Float32Array>;

async function readWeights(file: Safetensors, { stored }: OpenedEncoder): Promise<Weights> {
  const bytes = stored.reduce((sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 4), 0);
  if (bytes > MOST_BYTES) throw new Error("Its weights take more than the 2 GB that an ONNX file can hold.");
  const weights = new Map<string, Float32Array>();
  for (const parameter of stored) weights.set(parameter.name, (await file.read(parameter.stored)).data);
  return weights;
}

function textFile(encoder: TextEncoder, values: Weights): Uint8Array {
  const builder = new GraphBuilder({ training: false });
  const input = (name: string): Value => builder.input(name, "int64", ["batch", "tokens"]);
  const ids = input("input_ids");
  const mask = builder.cast(input("attention_mask"), "float32");
  const types = encoder.takesTypes ? input("token_type_ids") : undefined;
  const { pooled, tokens } = encoder.build(builder, { ids, mask, types });
  const vector = encoder.ownVector ? { [EMBEDS.text]: pooled } : {};
  return compileForward({ builder, outputs: { ...vector, last_hidden_state: tokens }, values });
}

function imageFile(
  encoder: ImageEncoder,
  { side, values }: { readonly side: number; readonly values: Weights },
): Uint8Array {
  const builder = new GraphBuilder({ training: false });
  const pixels = builder.input("pixel_values", "float32", ["batch", 3, side, side]);
  const { pooled, tokens } = encoder.build(builder, pixels);
  const name = encoder.modelType.startsWith("clip") ? EMBEDS.image : "pooler_output";
  return compileForward({ builder, outputs: { [name]: pooled, last_hidden_state: tokens }, values });
}

function ownSize(model: ModelSettings): number | null {
  const files = { processor: model.json("preprocessor_config.json"), config: model.json("config.json") };
  return readPreprocessing(files, model.ref.hub)?.size ?? null;
}

async function inWordsFor<T>(model: ModelSettings, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(issueOf(error, { model: model.ref.hub, file: model.weightsPath }), { cause: error });
  }
}

function issueOf(error: unknown, place: { readonly model: string; readonly file: string }): Issue {
  if (!(error instanceof ArchitectureRefused))
    return issue("model-file-invalid", {}, { ...place, reason: sentenceOf(error) });
  const { model } = place;
  switch (error.refusal.why) {
    case "architecture": {
      const { modelType: architecture, supported } = error.refusal;
      return issue("model-architecture-refused", {}, { model, architecture, supported });
    }
    case "setting":
      return issue(
        "model-setting-refused",
        {},
        { model, setting: error.refusal.setting, value: error.refusal.value },
      );
    case "weights":
      return issue("model-file-invalid", {}, { ...place, reason: error.refusal.reason });
  }
}
