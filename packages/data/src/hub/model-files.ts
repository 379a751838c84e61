/** Which files of a model are needed to run it as an encoder of pictures or of texts. */
import type { ModelRef } from "@fuseline/schema";
import { userError } from "../issues.ts";
import { type CatalogueEntry, catalogueEntry } from "./catalogue.ts";
import type { Hub, HubCall } from "./hub.ts";
import type { RemoteFile } from "./hub-client.ts";
import { isOffered } from "./names.ts";

export type EncoderModality = "image" | "text";

export interface EncoderFiles {
  readonly entry: CatalogueEntry | null;
  readonly weights: RemoteFile;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The tower of a two-tower model comes before the whole of it. */
const WEIGHTS: { readonly [M in EncoderModality]: readonly string[] } = {
  image: ["onnx/vision_model.onnx", "onnx/model.onnx", "model.onnx"],
  text: ["onnx/text_model.onnx", "onnx/model.onnx", "model.onnx"],
};
/** Where there is no ONNX file the model is built from its architecture's name and these. */
const CHECKPOINT = "model.safetensors";
const REQUIRED: { readonly [M in EncoderModality]: readonly string[] } = {
  image: [],
  text: ["tokenizer.json"],
};
const OPTIONAL: { readonly [M in EncoderModality]: readonly string[] } = {
  image: ["config.json", "preprocessor_config.json"],
  text: [
    "config.json",
    "tokenizer_config.json",
    "modules.json",
    "1_Pooling/config.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
  ],
};

/** `ref` must be pinned. @throws UserError `model-no-onnx`; `hub-unreachable` where nothing is cached */
export async function encoderFiles(
  hub: Hub,
  { ref, modality }: { readonly ref: ModelRef; readonly modality: EncoderModality },
  call: HubCall = {},
): Promise<EncoderFiles> {
  const entry = catalogueEntry(ref.hub, modality);
  const weights = entry === null ? await findWeights(hub, { ref, modality }, call) : knownWeights(entry);
  return {
    entry,
    weights,
    required: [weights.path, ...(isCheckpoint(weights.path) ? ["config.json"] : []), ...REQUIRED[modality]],
    optional: OPTIONAL[modality],
  };
}

/** Weights without a graph. */
export function isCheckpoint(path: string): boolean {
  return path.endsWith(".safetensors");
}

function knownWeights(entry: CatalogueEntry): RemoteFile {
  return { path: entry.file, bytes: entry.bytes, sha256: entry.sha256, gitBlob: null };
}

async function findWeights(
  hub: Hub,
  { ref, modality }: { readonly ref: ModelRef; readonly modality: EncoderModality },
  call: HubCall,
): Promise<RemoteFile> {
  for (const path of placesOf(modality)) {
    if (await hub.has(ref, path)) return { path, bytes: null, sha256: null, gitBlob: null };
  }
  const listed = await hub.list(ref, call);
  const found = listed === null ? await probeWeights(hub, { ref, modality }, call) : pick(listed, modality);
  if (found !== null) return found;
  const other =
    listed?.find(({ path }) => /\.(safetensors|bin|pt|h5|msgpack|index\.json)$/.test(path))?.path ?? null;
  throw userError({ code: "model-no-onnx", facts: { model: ref.hub, found: other } });
}

function pick(listed: readonly RemoteFile[], modality: EncoderModality): RemoteFile | null {
  const byName = WEIGHTS[modality].map((path) => listed.find((file) => file.path === path));
  const known = byName.find((file) => file !== undefined);
  if (known !== undefined) return known;
  const all = listed.filter(({ path }) => path.endsWith(".onnx") && isOffered(path));
  const checkpoint = listed.find(({ path }) => path === CHECKPOINT) ?? null;
  return all.length === 1 ? (all[0] ?? null) : checkpoint;
}

function placesOf(modality: EncoderModality): readonly string[] {
  return [...WEIGHTS[modality], CHECKPOINT];
}

async function probeWeights(
  hub: Hub,
  { ref, modality }: { readonly ref: ModelRef; readonly modality: EncoderModality },
  call: HubCall,
): Promise<RemoteFile | null> {
  for (const path of placesOf(modality)) {
    const found = await hub.probe(ref, path, call);
    if (found !== null) return found;
  }
  return null;
}
