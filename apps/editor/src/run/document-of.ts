/** The document of a pipeline or of a run, checked again at this border. */
import { type PipelineDocument, parseDocument } from "@fuseline/schema";

const known = new WeakMap<object, PipelineDocument | null>();

/** Null for a document that this version cannot read. */
export function documentOf(details: { readonly document?: unknown }): PipelineDocument | null {
  const { document } = details;
  if (typeof document !== "object" || document === null) return null;
  const before = known.get(document);
  if (before !== undefined) return before;
  const parsed = parseDocument(document);
  const found = parsed.ok ? parsed.value : null;
  known.set(document, found);
  return found;
}
