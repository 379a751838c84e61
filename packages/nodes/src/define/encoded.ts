/** What every encoder gives: a vector for every token, patch or cell, and one vector a row. */
import { labels } from "./labels.ts";
import { output } from "./ports.ts";

export const ENCODED = {
  features: output("sequence", labels.features),
  embedding: output("embedding", labels.embedding),
} as const;

export type EncodedPort = keyof typeof ENCODED;
