/** From `config.json` and the names in a checkpoint to an encoder, and which stored tensor each parameter takes. */
import { GraphBuilder } from "@fuseline/autograd";
import type { Architecture, Described } from "./architecture.ts";
import { bert } from "./bert.ts";
import { Checkpoint } from "./checkpoint.ts";
import { clipText, clipVision } from "./clip.ts";
import { convnext } from "./convnext.ts";
import { dinov2 } from "./dinov2.ts";
import type {
  BuildOptions,
  Computed,
  Encoder,
  EncoderOutputs,
  EncoderParameter,
  ImageEncoder,
  TextEncoder,
} from "./encoder.ts";
import { mobilevit } from "./mobilevit.ts";
import { ModelConfig } from "./model-config.ts";
import { ArchitectureRefused } from "./refusal.ts";
import { resnet } from "./resnet.ts";
import { vit } from "./vit.ts";

const ARCHITECTURES = {
  text: [bert, clipText],
  image: [vit, clipVision, dinov2, resnet, convnext, mobilevit],
} satisfies { readonly [M in "text" | "image"]: readonly Architecture<M>[] };

/** `model_type`s that are built from weights. */
export function supportedArchitectures(modality: "text" | "image"): readonly string[] {
  return ARCHITECTURES[modality].flatMap(({ modelTypes }) => modelTypes);
}

export interface StoredCheckpoint {
  /** `config.json`, parsed. */
  readonly config: unknown;
  /** Dimensions of every stored tensor, by its name in the file. */
  readonly tensors: ReadonlyMap<string, readonly number[]>;
}

/** A parameter and the stored tensor it takes its first value from. */
export interface StoredParameter extends EncoderParameter {
  readonly stored: string;
}

export type OpenedEncoder<E extends Encoder = Encoder> = E & { readonly stored: readonly StoredParameter[] };

/**
 * @throws ArchitectureRefused for an architecture or a setting that is not supported, and for a file that lacks a
 * tensor or has one of other dimensions
 */
export function openEncoder(checkpoint: StoredCheckpoint, modality: "text"): OpenedEncoder<TextEncoder>;
export function openEncoder(checkpoint: StoredCheckpoint, modality: "image"): OpenedEncoder<ImageEncoder>;
export function openEncoder(checkpoint: StoredCheckpoint, modality: "text" | "image"): OpenedEncoder {
  const config = new ModelConfig(checkpoint.config);
  const modelType = config.text("model_type", config.text("architecture", "none"));
  const architecture = ARCHITECTURES[modality].find(({ modelTypes }) => modelTypes.includes(modelType));
  if (architecture === undefined) {
    const supported = supportedArchitectures(modality);
    throw new ArchitectureRefused({ why: "architecture", modelType, supported });
  }
  const names = storedNames(checkpoint.tensors, architecture.prefixes);
  const encoder = withBuild(modelType, architecture.describe(config, names));
  return { ...encoder, stored: matchStored(parametersOf(encoder), { names, tensors: checkpoint.tensors }) };
}

function withBuild(modelType: string, described: Described): Encoder {
  /** Lists the parameters that were made on the way. */
  const run = (
    place: { readonly g: GraphBuilder; readonly options: BuildOptions },
    compute: (at: Checkpoint) => Computed,
  ): EncoderOutputs => {
    const root = Checkpoint.root(place.g, place.options, described.blocks);
    return { ...compute(root), parameters: root.parameters };
  };
  if (described.modality === "text") {
    const { compute, ...facts } = described;
    const build: TextEncoder["build"] = (g, inputs, options = {}) =>
      run({ g, options }, (at) => compute(at, inputs));
    return { ...facts, modelType, build };
  }
  const { compute, ...facts } = described;
  const build: ImageEncoder["build"] = (g, pixels, options = {}) =>
    run({ g, options }, (at) => compute(at, pixels));
  return { ...facts, modelType, build };
}

/** The names the architecture uses → the names in the file. */
function storedNames(
  tensors: ReadonlyMap<string, unknown>,
  prefixes: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const stored of tensors.keys()) {
    const prefix = prefixes.find((one) => stored.startsWith(one)) ?? "";
    // Checkpoints that came from TensorFlow call scale and shift of a normalisation by Greek letters.
    const name = stored
      .slice(prefix.length)
      .replace(/\.gamma$/, ".weight")
      .replace(/\.beta$/, ".bias");
    names.set(name, stored);
  }
  return names;
}

/** What the encoder needs, found by building it once on nothing. */
function parametersOf(encoder: Encoder): readonly EncoderParameter[] {
  const g = new GraphBuilder({ training: false });
  switch (encoder.modality) {
    case "text": {
      const [ids, mask] = [g.input("ids", "int64", [1, 1]), g.input("mask", "float32", [1, 1])];
      return encoder.build(g, { ids, mask }).parameters;
    }
    case "image":
      return encoder.build(g, g.input("pixels", "float32", [1, 3, encoder.size, encoder.size])).parameters;
  }
}

interface Stored {
  readonly names: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, readonly number[]>;
}

function matchStored(
  parameters: readonly EncoderParameter[],
  { names, tensors }: Stored,
): readonly StoredParameter[] {
  return parameters.map((parameter) => {
    const stored = names.get(parameter.name);
    const dims = stored === undefined ? undefined : tensors.get(stored);
    if (stored === undefined || dims === undefined) throw refused(`there is no tensor ${parameter.name}`);
    if (dims.join() !== parameter.dims.join()) {
      throw refused(`${stored} is [${dims.join(", ")}], config.json asks for [${parameter.dims.join(", ")}]`);
    }
    return { ...parameter, stored };
  });
}

function refused(reason: string): ArchitectureRefused {
  return new ArchitectureRefused({ why: "weights", reason });
}
