/** Pretrained encoders that are offered by name: what each one is, gives, needs and costs. */
import { z } from "zod";
import data from "./catalogue.json" with { type: "json" };

const triple = z.tuple([z.number(), z.number(), z.number()]);
const preprocess = z.object({
  size: z.number().int(),
  shortSide: z.number().int().nullable(),
  resample: z.enum(["nearest", "bilinear", "bicubic", "lanczos"]),
  channels: z.enum(["rgb", "bgr"]),
  rescale: z.number(),
  mean: triple,
  std: triple,
});
const common = {
  hub: z.string(),
  /** The model it was converted from; licence and figures are that model's. */
  base: z.string().nullable(),
  /** The commit at which the entry was read; null: `main` is pinned at the first download. */
  revision: z.string().nullable(),
  tier: z.enum(["bundled", "recommended", "optional", "avoid"]),
  file: z.string(),
  /** Download size; null when not known. */
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  /** Width of the embedding. */
  width: z.number().int(),
  /** Graph output to take; null: the file ends in a classifier and is cut before its last layer. */
  output: z.string().nullable(),
  licence: z.object({
    id: z.string(),
    /** "terms": allowed under conditions that have to be read. */
    commercial: z.union([z.boolean(), z.literal("terms")]),
    note: z.object({ en: z.string(), ru: z.string() }).nullable(),
  }),
  languages: z.array(z.string()),
  parameters: z.number().nullable(),
  /** Facts that nobody has confirmed on the model's page. */
  unconfirmed: z.array(z.string()),
};
const imageEntry = z.object({
  ...common,
  modality: z.literal("image"),
  pooling: z.enum(["none", "token0", "cut"]),
  /** Tokens before the patches (class, distillation, registers); left out of the features. */
  prefixTokens: z.number().int(),
  preprocess: preprocess.nullable(),
});
const textEntry = z.object({
  ...common,
  modality: z.literal("text"),
  pooling: z.enum(["none", "mean", "cls", "last"]),
  normalise: z.boolean(),
  prefix: z.string(),
  maxTokens: z.number().int().nullable(),
  /** Every text is padded to this many tokens, as the model was trained; null: to the longest of its batch. */
  padTo: z.number().int().nullable(),
});

export type ImageEntry = z.infer<typeof imageEntry>;
export type TextEntry = z.infer<typeof textEntry>;
export type CatalogueEntry = ImageEntry | TextEntry;

export const CATALOGUE: readonly CatalogueEntry[] = z
  .array(z.discriminatedUnion("modality", [imageEntry, textEntry]))
  .parse(data);

export function catalogueEntry(hub: string, modality: "image"): ImageEntry | null;
export function catalogueEntry(hub: string, modality: "text"): TextEntry | null;
export function catalogueEntry(hub: string, modality: "image" | "text"): CatalogueEntry | null;
export function catalogueEntry(hub: string, modality: "image" | "text"): CatalogueEntry | null {
  return CATALOGUE.find((entry) => entry.hub === hub && entry.modality === modality) ?? null;
}
