/** A kind of data: its glyph in its colour. The name is for readers and on hover. */
import { MODALITY_WORDS, type Modality } from "@fuseline/schema";
import {
  AudioLines,
  Calendar,
  CaseSensitive,
  FileText,
  Film,
  Fingerprint,
  Hash,
  Image,
  type LucideIcon,
  Tag,
  Tags,
  ToggleLeft,
} from "lucide-react";
import { useLanguage } from "../i18n/i18n.ts";
import "./modality-chip.css";

interface Look {
  readonly icon: LucideIcon;
  readonly colour: "image" | "text" | "table" | "audio" | "video" | "document" | "fused";
}

const LOOKS: Partial<{ readonly [M in Modality]: Look }> = {
  image: { icon: Image, colour: "image" },
  text: { icon: CaseSensitive, colour: "text" },
  number: { icon: Hash, colour: "table" },
  category: { icon: Tag, colour: "table" },
  labels: { icon: Tags, colour: "table" },
  date: { icon: Calendar, colour: "table" },
  boolean: { icon: ToggleLeft, colour: "table" },
  identity: { icon: Fingerprint, colour: "fused" },
  audio: { icon: AudioLines, colour: "audio" },
  video: { icon: Film, colour: "video" },
  document: { icon: FileText, colour: "document" },
};
const OTHER: Look = { icon: FileText, colour: "fused" };

export interface ModalityChipProps {
  readonly modality: Modality;
  readonly size?: "small";
}

export function ModalityChip({ modality, size }: ModalityChipProps) {
  const language = useLanguage();
  const { icon: Icon, colour } = LOOKS[modality] ?? OTHER;
  const words = MODALITY_WORDS[modality][language];
  return (
    <span className={size === undefined ? "chip" : "chip xs"} data-modality={colour} title={words}>
      <Icon className="i" aria-hidden="true" />
      <span className="sr">{words}</span>
    </span>
  );
}
