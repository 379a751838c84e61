/** Shape says what a port carries. */
import type { Modality, PortAccept, PortKind, PortType } from "@fuseline/schema";

export type PortShape =
  | "image"
  | "text"
  | "table"
  | "audio"
  | "video"
  | "document"
  | "rows"
  | "label"
  | "features"
  | "scores"
  | "loss"
  | "model"
  | "report";

const OF_MODALITY: { readonly [M in Modality]: PortShape } = {
  text: "text",
  image: "image",
  number: "table",
  category: "label",
  labels: "label",
  date: "table",
  boolean: "label",
  audio: "audio",
  video: "video",
  document: "document",
  boxes: "image",
  fields: "document",
  identity: "table",
};

const OF_KIND: { readonly [K in PortKind]: PortShape } = {
  dataset: "rows",
  column: "table",
  tokens: "features",
  sequence: "features",
  map: "features",
  embedding: "features",
  tensor: "features",
  logits: "scores",
  value: "scores",
  pairs: "features",
  vector: "features",
  generation: "scores",
  boxes: "scores",
  fields: "scores",
  picture: "scores",
  loss: "loss",
  model: "model",
  metrics: "report",
  report: "report",
  index: "model",
  retriever: "model",
  endpoint: "report",
};

export function shapeOfType(type: PortType): PortShape {
  return type.kind === "column" ? OF_MODALITY[type.modality] : OF_KIND[type.kind];
}

export const shapeOfKind = (kind: PortKind): PortShape => OF_KIND[kind];

export function shapeOfAccept({ kinds, modalities }: PortAccept): PortShape {
  const [kind] = kinds;
  const [modality] = modalities ?? [];
  if (kind === "column" && modality !== undefined) return OF_MODALITY[modality];
  return kind === undefined ? "features" : OF_KIND[kind];
}
