/** Pipelines: the current document, its revision, and the log of operations that made it. */

import type { Connection } from "./connection.ts";
import type { Pipeline, Prisma } from "./generated/client.ts";
import { jsonColumn } from "./json-column.ts";
import { notify } from "./notifications.ts";
import { transaction } from "./transaction.ts";
import { translating } from "./translate-error.ts";

/** Topic that changes whenever the pipeline was edited, renamed or archived. */
export const pipelineTopic = (id: string) => `pipeline:${id}`;
/** Topic that changes whenever the list of pipelines does. */
export const PIPELINES_TOPIC = "pipelines";

/** `document` is as it was stored, perhaps by an older version: migrate and parse it. */
export type PipelineRecord = Omit<Pipeline, "document"> & { readonly document: unknown };
export type PipelineSummary = Omit<Pipeline, "document">;

export interface OperationDraft {
  readonly op: unknown;
  /** The operation that undoes it. */
  readonly inverse: unknown;
}
export interface OperationRecord extends OperationDraft {
  readonly seq: number;
  readonly tab: string;
  readonly at: Date;
}

export interface Save {
  readonly id: string;
  /** Revision that the operations were made on. */
  readonly base: number;
  readonly tab: string;
  readonly operations: readonly OperationDraft[];
  /** The document with the operations applied. */
  readonly document: { readonly name: string };
}

/** Somebody else saved first: rebase on `since` and save again. Nothing was written. */
export type SaveResult =
  | { readonly saved: true; readonly revision: number }
  | {
      readonly saved: false;
      readonly reason: "behind";
      readonly revision: number;
      readonly since: readonly OperationRecord[];
    }
  | { readonly saved: false; readonly reason: "missing" };

export const pipelines = ({ prisma, pool }: Connection) => {
  const operationsAfter = async (pipelineId: string, seq: number): Promise<OperationRecord[]> =>
    prisma.pipelineOperation.findMany({
      where: { pipelineId, seq: { gt: seq } },
      orderBy: { seq: "asc" },
      select: { seq: true, tab: true, op: true, inverse: true, at: true },
    });

  return translating({
    operationsAfter,

    /** @param originId the first of the pipelines that this one is a variant of */
    async create(
      document: { readonly name: string },
      originId: string | null = null,
    ): Promise<PipelineRecord> {
      const created = await prisma.pipeline.create({
        data: { name: document.name, document: jsonColumn(document), originId },
      });
      await notify(pool, PIPELINES_TOPIC);
      return created;
    },

    async get(id: string): Promise<PipelineRecord | null> {
      return prisma.pipeline.findUnique({ where: { id } });
    },

    /** Newest edit first. */
    async list({ archived = false }: { readonly archived?: boolean } = {}): Promise<PipelineSummary[]> {
      return prisma.pipeline.findMany({
        where: { archivedAt: archived ? { not: null } : null },
        orderBy: { updatedAt: "desc" },
        omit: { document: true },
      });
    },

    /** Appends operations and replaces the document, unless another tab saved after `base`. */
    async save({ id, base, tab, operations, document }: Save): Promise<SaveResult> {
      const outcome = await transaction(pool, async (client) => {
        const { rows } = await client.query<{ revision: number }>(
          `SELECT "revision" FROM "Pipeline" WHERE "id" = $1 FOR UPDATE`,
          [id],
        );
        const current = rows[0]?.revision;
        if (current !== base) return current;
        await client.query(
          `INSERT INTO "PipelineOperation" ("pipelineId", "seq", "tab", "op", "inverse")
           SELECT $1, $2 + d.ord, $3, d.op::json, d.inverse::json
           FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS d (op, inverse, ord)`,
          [
            id,
            base,
            tab,
            operations.map(({ op }) => JSON.stringify(op)),
            operations.map(({ inverse }) => JSON.stringify(inverse)),
          ],
        );
        await client.query(
          `UPDATE "Pipeline" SET "document" = $2::json, "name" = $3, "revision" = $4, "updatedAt" = now() WHERE "id" = $1`,
          [id, JSON.stringify(document), document.name, base + operations.length],
        );
        await notify(client, pipelineTopic(id));
        await notify(client, PIPELINES_TOPIC);
        return base;
      });
      if (outcome === undefined) return { saved: false, reason: "missing" };
      if (outcome === base) return { saved: true, revision: base + operations.length };
      return { saved: false, reason: "behind", revision: outcome, since: await operationsAfter(id, base) };
    },

    /** Archiving hides a pipeline and can be undone; false when there is no such pipeline. */
    async setArchived(id: string, archived: boolean): Promise<boolean> {
      const { count } = await prisma.pipeline.updateMany({
        where: { id },
        data: { archivedAt: archived ? new Date() : null },
      });
      await notify(pool, pipelineTopic(id));
      await notify(pool, PIPELINES_TOPIC);
      return count > 0;
    },

    /** Ends a pipeline for good, with its operations and versions; its runs stay. Only archived ones can be ended. */
    async remove(id: string): Promise<boolean> {
      const { count } = await prisma.pipeline.deleteMany({ where: { id, archivedAt: { not: null } } });
      await notify(pool, PIPELINES_TOPIC);
      return count > 0;
    },

    /** Names the current state; null when there is no such pipeline. */
    async nameVersion(pipelineId: string, name: string): Promise<VersionSummary | null> {
      const pipeline = await prisma.pipeline.findUnique({ where: { id: pipelineId } });
      if (!pipeline) return null;
      const { revision, document } = pipeline;
      return prisma.pipelineVersion.create({
        data: { pipelineId, name, revision, document: jsonColumn(document) },
        omit: { document: true },
      });
    },

    async listVersions(pipelineId: string): Promise<VersionSummary[]> {
      return prisma.pipelineVersion.findMany({
        where: { pipelineId },
        orderBy: { createdAt: "desc" },
        omit: { document: true },
      });
    },

    async getVersion(id: string): Promise<(VersionSummary & { readonly document: unknown }) | null> {
      return prisma.pipelineVersion.findUnique({ where: { id } });
    },
  });
};

export type VersionSummary = Prisma.PipelineVersionGetPayload<{ omit: { document: true } }>;
export type Pipelines = ReturnType<typeof pipelines>;
