/** From a document to a queued run: resolved, planned, stored, put on the queue. */
import { makePlan, type PipelineDocument, type Plan, resolve } from "@fuseline/schema";
import type { Services } from "../app/services.ts";
import { IssuesFound } from "../border/failure.ts";
import { checkFiles } from "./check-files.ts";
import { type DocumentSource, documentOf } from "./open-document.ts";

/** @throws IssuesFound with everything that keeps the pipeline from running, each at its node */
export function planOf(
  { catalog, engines }: Pick<Services, "catalog" | "engines">,
  document: PipelineDocument,
): Plan {
  const planned = makePlan(resolve(document, catalog), { engines });
  if (!planned.ok) throw new IssuesFound(planned.issues);
  return planned.value;
}

export async function startRun(services: Services, source: DocumentSource): Promise<string> {
  const document = await documentOf(services, source);
  const plan = planOf(services, document);
  await checkFiles(services, document);
  const run = await services.database.runs.create({
    document,
    plan,
    ...("pipelineId" in source ? { pipelineId: source.pipelineId } : {}),
  });
  await services.queue.add({ runId: run.id, priority: run.priority });
  return run.id;
}
