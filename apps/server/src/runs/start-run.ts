/** From a document to a queued run: resolved, planned, stored, put on the queue. */
import { makePlan, type PipelineDocument, type Plan, resolve } from "@fuseline/schema";
import type { Services } from "../app/services.ts";
import { IssuesFound } from "../border/failure.ts";
import { checkFiles } from "./check-files.ts";
import { type DocumentSource, documentOf } from "./open-document.ts";

/** What is to run, and how far: to the end, or up to one node with what it needs. */
export type RunRequest = DocumentSource & { readonly until?: string };

/** @throws IssuesFound with everything that keeps the pipeline from running, each at its node */
export function planOf(
  { catalog, engines }: Pick<Services, "catalog" | "engines">,
  document: PipelineDocument,
  until?: string,
): Plan {
  const targets = until === undefined ? {} : { targets: [until] };
  const planned = makePlan(resolve(document, catalog), { engines, ...targets });
  if (!planned.ok) throw new IssuesFound(planned.issues);
  return planned.value;
}

export async function startRun(services: Services, source: RunRequest): Promise<string> {
  const document = await documentOf(services, source);
  const { until } = source;
  const plan = planOf(services, document, until);
  await checkFiles(services, document);
  const run = await services.database.runs.create({
    document,
    plan,
    ...(until === undefined ? {} : { until }),
    ...("pipelineId" in source ? { pipelineId: source.pipelineId } : {}),
  });
  await services.queue.add({ runId: run.id, priority: run.priority });
  return run.id;
}
