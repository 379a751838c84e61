/** The document a request is about: a saved pipeline, or one that came with the request. */
import type { PipelineDocument } from "@fuseline/schema";
import { parseDocument } from "@fuseline/schema";
import type { Services } from "../app/services.ts";
import { IssuesFound } from "../border/failure.ts";
import { Refusal } from "../border/refusal.ts";

export type DocumentSource = { readonly pipelineId: string } | { readonly document?: unknown };

export async function documentOf(
  services: Pick<Services, "database">,
  source: DocumentSource,
): Promise<PipelineDocument> {
  if (!("pipelineId" in source)) return checkedDocument(source.document);
  const pipeline = await services.database.pipelines.get(source.pipelineId);
  if (pipeline === null) throw unknownPipeline(source.pipelineId);
  return checkedDocument(pipeline.document);
}

/** Migrated and parsed at this border, as at every other. */
export function checkedDocument(json: unknown): PipelineDocument {
  const parsed = parseDocument(json);
  if (!parsed.ok) throw new IssuesFound(parsed.issues);
  return parsed.value;
}

export function unknownPipeline(id: string): Refusal {
  return new Refusal("not-found", { facts: { what: `pipeline ${id}` }, where: "pipelineId" });
}
