/** A sentence in both languages, short enough to write inline. */
import type { Text } from "@fuseline/schema";

export const words = (en: string, ru: string): Text => ({ en, ru });
