/** Ready encoders for a new pipeline: those that were named, else what is on this machine and suits the data. */
import {
  BUNDLED_TEXT,
  describeModel,
  encoderFiles,
  type Hub,
  type HubCall,
  isBundled,
  type ModelDescription,
} from "@fuseline/data";
import type { ModelRef } from "@fuseline/schema";
import { installedModels } from "../doctor/examine.ts";

export interface NamedModels {
  /** Null: none, a small encoder learns from scratch. */
  readonly image?: ModelRef | null;
  readonly text?: ModelRef | null;
}

export interface ModelNeeds {
  readonly image: boolean;
  /** Null: no texts are read. */
  readonly text: { readonly english: boolean } | null;
}

/** Nothing here downloads: what is not on this machine is described first. */
export async function chooseModels(
  hub: Hub,
  named: NamedModels,
  needs: ModelNeeds,
): Promise<ModelDescription[]> {
  const wanted: { readonly ref: ModelRef; readonly modality: "image" | "text" }[] = [];
  const image = named.image === undefined && needs.image ? await readyImageModel(hub) : named.image;
  if (image != null) wanted.push({ ref: image, modality: "image" });
  const text = named.text === undefined && needs.text?.english === true ? BUNDLED_TEXT : named.text;
  if (text != null) wanted.push({ ref: text, modality: "text" });
  return Promise.all(wanted.map((model) => describeModel(hub, model)));
}

/** The catalogue's order is the order of recommendation. */
async function readyImageModel(hub: Hub): Promise<ModelRef | null> {
  const entry = (await installedModels(hub)).find(
    ({ modality, tier }) => modality === "image" && tier !== "avoid",
  );
  return entry === undefined ? null : { hub: entry.hub, revision: entry.revision ?? "main" };
}

/** Brings a model's files to this machine, checked against their hashes. */
export async function fetchModel(
  hub: Hub,
  { ref, modality }: Pick<ModelDescription, "ref" | "modality">,
  call: HubCall = {},
): Promise<void> {
  if (isBundled(ref)) return;
  const { entry, required, optional } = await encoderFiles(hub, { ref, modality }, call);
  const hashes = entry?.sha256 == null ? {} : { [entry.file]: entry.sha256 };
  await hub.files({ ref, required, optional, hashes }, call);
}
