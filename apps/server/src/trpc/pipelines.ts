/** Procedures about pipelines: the document, its operation log, its named versions. */
import { issueSchema, operationSchema } from "@fuseline/schema";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { Refusal } from "../border/refusal.ts";
import { applyOperations, entriesAfter, logEntry } from "../pipelines/apply-operations.ts";
import { followOperations } from "../pipelines/follow-operations.ts";
import { checkedDocument, documentOf, unknownPipeline } from "../runs/open-document.ts";
import { ownerProcedure, router, untilClosed } from "./procedure.ts";

const pipelineId = z.object({ pipelineId: z.string() });
const summary = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
  archivedAt: z.number().nullable(),
});
const version = z.object({ id: z.string(), name: z.string(), revision: z.number(), createdAt: z.number() });

export const pipelines = router({
  create: ownerProcedure
    .input(z.object({ document: z.unknown() }))
    .output(summary)
    .mutation(async ({ input, ctx: { services } }) =>
      summaryOf(await services.database.pipelines.create(checkedDocument(input.document))),
    ),

  /** A copy to try something else in: its runs are compared with those of the pipeline that it comes from. */
  branch: ownerProcedure
    .input(pipelineId.extend({ name: z.string().trim().min(1).max(200) }))
    .output(summary)
    .mutation(async ({ input, ctx: { services } }) => {
      const source = await services.database.pipelines.get(input.pipelineId);
      if (source === null) throw unknownPipeline(input.pipelineId);
      const document = { ...checkedDocument(source.document), name: input.name };
      return summaryOf(await services.database.pipelines.create(document, source.originId ?? source.id));
    }),

  list: ownerProcedure
    .input(z.object({ archived: z.boolean().default(false) }))
    .output(z.array(summary))
    .query(async ({ input, ctx: { services } }) =>
      (await services.database.pipelines.list(input)).map(summaryOf),
    ),

  get: ownerProcedure
    .input(pipelineId)
    .output(summary.extend({ document: z.unknown() }))
    .query(async ({ input, ctx: { services } }) => {
      const pipeline = await services.database.pipelines.get(input.pipelineId);
      if (pipeline === null) throw unknownPipeline(input.pipelineId);
      return { ...summaryOf(pipeline), document: checkedDocument(pipeline.document) };
    }),

  /** The log after a revision, for undo across reloads. */
  operations: ownerProcedure
    .input(pipelineId.extend({ after: z.number().int().min(0).default(0) }))
    .output(z.array(logEntry))
    .query(({ input, ctx: { services } }) => entriesAfter(services, input.pipelineId, input.after)),

  /** Rebases edits onto the newest document, so that two tabs merge. Sending the same entry again changes nothing. */
  applyOperations: ownerProcedure
    .input(
      pipelineId.extend({
        /** Revision the caller has seen. */
        base: z.number().int().min(0),
        author: z.string().min(1).max(100),
        entries: z
          .array(
            z.object({
              id: z.string().min(1).max(100),
              at: z.number(),
              operation: operationSchema,
              reverses: z.string().exactOptional(),
            }),
          )
          .max(1000),
      }),
    )
    .output(z.object({ revision: z.number(), entries: z.array(logEntry), dropped: z.array(issueSchema) }))
    .mutation(({ input, ctx: { services } }) => applyOperations(services, input)),

  /** Log entries of every tab, as they are saved. */
  changes: ownerProcedure
    .input(pipelineId.extend({ lastEventId: z.coerce.number().int().min(0).nullish() }))
    .subscription(async function* ({ input, ctx: { services }, signal }) {
      await documentOf(services, input);
      const from = {
        pipelineId: input.pipelineId,
        after: input.lastEventId ?? 0,
        signal: untilClosed(services, signal),
      };
      for await (const entry of followOperations(services, from)) yield tracked(String(entry.seq), entry);
    }),

  archive: ownerProcedure
    .input(pipelineId.extend({ archived: z.boolean().default(true) }))
    .output(z.object({ archived: z.boolean() }))
    .mutation(async ({ input, ctx: { services } }) => {
      const found = await services.database.pipelines.setArchived(input.pipelineId, input.archived);
      if (!found) throw unknownPipeline(input.pipelineId);
      return { archived: input.archived };
    }),

  nameVersion: ownerProcedure
    .input(pipelineId.extend({ name: z.string().trim().min(1).max(100) }))
    .output(version)
    .mutation(async ({ input, ctx: { services } }) => {
      const named = await services.database.pipelines.nameVersion(input.pipelineId, input.name);
      if (named === null) throw unknownPipeline(input.pipelineId);
      return versionOf(named);
    }),

  versions: ownerProcedure
    .input(pipelineId)
    .output(z.array(version))
    .query(async ({ input, ctx: { services } }) =>
      (await services.database.pipelines.listVersions(input.pipelineId)).map(versionOf),
    ),

  /** The document of a named version; restoring it is an edit like any other. */
  version: ownerProcedure
    .input(z.object({ versionId: z.string() }))
    .output(version.extend({ document: z.unknown() }))
    .query(async ({ input, ctx: { services } }) => {
      const found = await services.database.pipelines.getVersion(input.versionId);
      if (found === null) throw new Refusal("not-found", { facts: { what: `version ${input.versionId}` } });
      return { ...versionOf(found), document: checkedDocument(found.document) };
    }),
});

interface PipelineDates {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
}

function summaryOf(pipeline: PipelineDates & { id: string; name: string; revision: number }) {
  const { id, name, revision } = pipeline;
  return {
    id,
    name,
    revision,
    createdAt: pipeline.createdAt.getTime(),
    updatedAt: pipeline.updatedAt.getTime(),
    archivedAt: pipeline.archivedAt?.getTime() ?? null,
  };
}

function versionOf({
  id,
  name,
  revision,
  createdAt,
}: {
  id: string;
  name: string;
  revision: number;
  createdAt: Date;
}) {
  return { id, name, revision, createdAt: createdAt.getTime() };
}
