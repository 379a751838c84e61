/** What views of the document are made from. */
import type { Language, Resolved } from "@fuseline/schema";
import type { Tints } from "./tint.ts";

export interface Scene {
  readonly resolved: Resolved;
  readonly tints: Tints;
  readonly language: Language;
}

/** The person's own name for a node, else the kind's. */
export function titleOf({ resolved, language }: Omit<Scene, "tints">, id: string): string {
  const node = resolved.document.nodes[id];
  return node?.title ?? resolved.nodes[id]?.definition?.title[language] ?? node?.kind ?? id;
}
