/** From the name of a pretrained model to a recipe: finds its files, checks them, and says how to use them. */
import { readFile } from "node:fs/promises";
import {
  type CatalogueEntry,
  type EncoderModality,
  encoderFiles,
  type Hub,
  type HubProgress,
  isBundled,
  isCheckpoint,
  type ModelFiles,
  type Storage,
} from "@fuseline/data";
import { type Issue, issue, type ModelRef } from "@fuseline/schema";
import type { PretrainedModels } from "../fit/fit-source.ts";
import { bundledFiles } from "./bundled/bundled-files.ts";
import { encoderFromWeights } from "./encoder-from-weights.ts";
import { imageRecipe } from "./image-recipe.ts";
import { textRecipe } from "./text-recipe.ts";

export interface PretrainedContext {
  readonly hub: Hub;
  readonly storage: Storage;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: HubProgress) => void;
  /** Hears of hashes that were written down for the first time. */
  readonly issue?: (issue: Issue) => void;
}

/** A model's files on this machine; weights as bytes, settings parsed, null where the model has none. */
export interface LocalModel {
  readonly ref: ModelRef;
  readonly weightsPath: string;
  /** The ONNX file, or the one that was built where the model has weights only. */
  readonly weights: Uint8Array;
  /** How many tokens fit, where the architecture says so. */
  readonly maxTokens?: number | null;
  json(path: string): unknown;
  /** Puts a file among the stored blobs. @returns its content id, or null when the model has no such file */
  store(path: string): Promise<string | null>;
}

export function pretrainedModels(context: PretrainedContext): PretrainedModels {
  return {
    image: async (spec) => {
      const wanted = { modality: "image", size: spec.size } as const;
      return imageRecipe(spec, await localModel(spec.model, wanted, context), context.storage);
    },
    text: async (spec) => {
      const wanted = { modality: "text", size: null } as const;
      return textRecipe(spec, await localModel(spec.model, wanted, context), context.storage);
    },
  };
}

interface Wanted {
  readonly modality: EncoderModality;
  /** Side of the pictures; null: the model's own. */
  readonly size: number | null;
}

async function localModel(ref: ModelRef, wanted: Wanted, context: PretrainedContext): Promise<LocalModel> {
  if (isBundled(ref)) return bundledFiles(ref, context);
  const call = {
    signal: context.signal,
    ...(context.onProgress === undefined ? {} : { onProgress: context.onProgress }),
  };
  const pinned = await context.hub.pin(ref, call);
  const { weights, required, optional, entry } = await encoderFiles(
    context.hub,
    { ref: pinned, modality: wanted.modality },
    call,
  );
  const hashes = entry?.sha256 == null ? {} : { [entry.file]: entry.sha256 };
  const files = await context.hub.files({ ref: pinned, required, optional, hashes }, call);
  tellNews(files, context);
  if (entry !== null) tellLicence(entry, context);
  const local = files.files.get(weights.path)?.local;
  if (local === undefined) throw new Error(`${weights.path} was not fetched`);
  const model = await readSettings(files, weights.path, context.storage);
  if (isCheckpoint(weights.path)) return encoderFromWeights(model, { ...wanted, local });
  return { ...model, weights: await readFile(local) };
}

/** Says when hashes were written down that nobody had vouched for. */
function tellNews({ ref, files }: ModelFiles, { hub, issue: tell }: PretrainedContext): void {
  const fresh = [...files.values()].filter(({ firstSeen }) => firstSeen).map(({ path }) => path);
  if (fresh.length === 0) return;
  const facts = { model: ref.hub, revision: ref.revision, files: fresh, lock: hub.lockPath };
  tell?.(issue("model-pinned", {}, facts, "hint"));
}

/** Licences that do not allow every use are named each time: the model that comes out is bound by them too. */
function tellLicence({ hub, licence }: CatalogueEntry, { issue: tell }: PretrainedContext): void {
  if (licence.commercial === true) return;
  tell?.(issue("licence-consent", {}, { model: hub, licence: licence.id }, "warning"));
}

/** A model's files but for its weights. */
export type ModelSettings = Omit<LocalModel, "weights">;

async function readSettings(
  { ref, files }: ModelFiles,
  weightsPath: string,
  storage: Storage,
): Promise<ModelSettings> {
  const settings = new Map<string, unknown>();
  for (const [path, file] of files) {
    // Tokenisers are read by their own library, from the stored blob.
    if (path.endsWith(".json") && path !== "tokenizer.json")
      settings.set(path, parseJson(await readFile(file.local, "utf8")));
  }
  return {
    ref,
    weightsPath,
    json: (path) => settings.get(path) ?? null,
    async store(path) {
      const file = files.get(path);
      if (file === undefined) return null;
      if (!(await storage.has(file.sha256))) await storage.putFile(file.local);
      return file.sha256;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
