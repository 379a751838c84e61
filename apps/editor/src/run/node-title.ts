/** What a node of a document is called: its own name, or its kind's. */
import { catalog } from "@fuseline/nodes";
import type { Language, PipelineDocument } from "@fuseline/schema";

export function nodeTitle(document: PipelineDocument, id: string, language: Language): string {
  const node = document.nodes[id];
  if (node === undefined) return id;
  return node.title ?? catalog.get(node.kind)?.title[language] ?? node.kind;
}
