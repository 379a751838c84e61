/** What a person should know of a model before it is downloaded: size, licence, languages. */
import { type ModelRef, type Text, UserError } from "@fuseline/schema";
import { isBundled } from "./bundled-name.ts";
import { catalogueEntry } from "./catalogue.ts";
import type { Hub, HubCall } from "./hub.ts";
import type { RepositoryCard } from "./hub-client.ts";
import { type EncoderModality, encoderFiles } from "./model-files.ts";

export interface ModelDescription {
  /** With the revision pinned where the hub could be asked. */
  readonly ref: ModelRef;
  readonly modality: EncoderModality;
  /** Stands in our catalogue. */
  readonly known: boolean;
  readonly base: string | null;
  readonly licence: {
    readonly id: string | null;
    /** Null: nobody has looked. */
    readonly commercial: boolean | "terms" | null;
    readonly note: Text | null;
  };
  /** Empty: not stated, or a model of pictures. */
  readonly languages: readonly string[];
  /** Bytes of the weights. */
  readonly bytes: number | null;
  readonly weights: string | null;
  /** Width of its vectors; null until the file has been opened. */
  readonly width: number | null;
  readonly parameters: number | null;
  /** On this machine already. */
  readonly installed: boolean;
}

/**
 * @throws UserError `hub-model-missing`, `hub-revision-missing`, `hub-gated`, `model-no-onnx`; `model-not-installed`
 * for a model that is neither here nor in the catalogue while the hub cannot be reached
 */
export async function describeModel(
  hub: Hub,
  wanted: { readonly ref: ModelRef; readonly modality: EncoderModality },
  call: HubCall = {},
): Promise<ModelDescription> {
  const entry = catalogueEntry(wanted.ref.hub, wanted.modality);
  if (isBundled(wanted.ref))
    return describe({ ...wanted, weights: null, bytes: 0, installed: true, card: null });
  try {
    const ref = await hub.pin(wanted.ref, call);
    const { weights } = await encoderFiles(hub, { ref, modality: wanted.modality }, call);
    const installed = await hub.has(ref, weights.path);
    const card = entry === null ? await cardOrNull(hub, { ref, call }) : null;
    const told = weights.bytes ?? (await hub.probe(ref, weights.path, call))?.bytes ?? null;
    return describe({ ref, modality: wanted.modality, weights: weights.path, bytes: told, installed, card });
  } catch (error) {
    if (entry === null || !isOffline(error)) throw error;
    return describe({ ...wanted, weights: entry.file, bytes: entry.bytes, installed: false, card: null });
  }
}

interface Known {
  readonly ref: ModelRef;
  readonly modality: EncoderModality;
  readonly weights: string | null;
  readonly bytes: number | null;
  readonly installed: boolean;
  readonly card: RepositoryCard | null;
}

function describe({ card, ...known }: Known): ModelDescription {
  const entry = catalogueEntry(known.ref.hub, known.modality);
  return {
    ...known,
    known: entry !== null,
    base: entry?.base ?? card?.base ?? null,
    licence: entry?.licence ?? { id: card?.licence ?? null, commercial: null, note: null },
    languages: entry?.languages ?? card?.languages ?? [],
    width: entry?.width ?? null,
    parameters: entry?.parameters ?? null,
  };
}

/** The licence of an installed model is good to know, but not worth failing for. */
async function cardOrNull(
  hub: Hub,
  { ref, call }: { ref: ModelRef; call: HubCall },
): Promise<RepositoryCard | null> {
  try {
    return await hub.card(ref, call);
  } catch (error) {
    if (isOffline(error)) return null;
    throw error;
  }
}

function isOffline(error: unknown): boolean {
  return error instanceof UserError && ["hub-unreachable", "model-not-installed"].includes(error.issue.code);
}
