/** What stands on a wire: the shape of a tensor, or what raw data is in a person's words. */
import { type Dim, formatDim, type Language, MODALITY_WORDS, type PortType } from "@fuseline/schema";

const WORDS = {
  batch: { en: "batch", ru: "пакет" },
  scalar: { en: "scalar", ru: "скаляр" },
} as const;

export function wireLabel(type: PortType | undefined, language: Language): string {
  if (type === undefined) return "";
  switch (type.kind) {
    case "column":
      return MODALITY_WORDS[type.modality][language];
    case "loss":
      return WORDS.scalar[language];
    case "dataset":
    case "model":
    case "metrics":
    case "report":
    case "index":
    case "retriever":
    case "endpoint":
      return "";
    default:
      return `[${type.dims.map((dim, place) => dimension(dim, place, language)).join(", ")}]`;
  }
}

/** The first size is the batch; its name in the types is a symbol. */
function dimension(dim: Dim, place: number, language: Language): string {
  return place === 0 && typeof dim === "string" ? WORDS.batch[language] : formatDim(dim);
}
