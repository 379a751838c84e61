/** Edits of a pipeline: rebased onto the newest document and appended to its log. */
import type { OperationRecord } from "@fuseline/db";
import { append, type Issue, type LogEntry, type Operation, type PipelineDocument } from "@fuseline/schema";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { checkedDocument, unknownPipeline } from "../runs/open-document.ts";

type Database = Pick<Services, "database">;

/** A line of the log with its place in it. */
export type SavedEntry = LogEntry & { readonly seq: number };
export const logEntry = z.custom<SavedEntry>(
  (value) => typeof value === "object" && value !== null && "seq" in value && "operation" in value,
);

export interface Edit {
  readonly pipelineId: string;
  readonly base: number;
  readonly author: string;
  readonly entries: readonly {
    readonly id: string;
    readonly at: number;
    readonly operation: Operation;
    readonly reverses?: string;
  }[];
}

export interface Edited {
  readonly revision: number;
  /** Everything since `base`, the caller's own entries among it. */
  readonly entries: SavedEntry[];
  readonly dropped: Issue[];
}

/** As often as this many other tabs may save between our reading and our writing. */
const ATTEMPTS = 20;

export async function applyOperations(services: Database, edit: Edit): Promise<Edited> {
  const { pipelines } = services.database;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pipeline = await pipelines.get(edit.pipelineId);
    if (pipeline === null) throw unknownPipeline(edit.pipelineId);
    const known = new Set((await entriesAfter(services, edit.pipelineId, edit.base)).map(({ id }) => id));
    const fresh = edit.entries.filter(({ id }) => !known.has(id));
    const { document, entries, dropped } = appended(checkedDocument(pipeline.document), edit.author, fresh);
    const saved = await pipelines.save({
      id: edit.pipelineId,
      base: pipeline.revision,
      tab: edit.author,
      operations: entries.map(({ inverse, ...op }) => ({ op, inverse })),
      document,
    });
    if (saved.saved) {
      return {
        revision: saved.revision,
        entries: await entriesAfter(services, edit.pipelineId, edit.base),
        dropped,
      };
    }
    if (saved.reason === "missing") throw unknownPipeline(edit.pipelineId);
  }
  throw new Error(`pipeline ${edit.pipelineId} is saved too often to be edited`);
}

function appended(start: PipelineDocument, author: string, drafts: Edit["entries"]) {
  let document = start;
  const entries: LogEntry[] = [];
  const dropped: Issue[] = [];
  for (const draft of drafts) {
    const next = append(document, { ...draft, author });
    document = next.document;
    entries.push(next.entry);
    dropped.push(...next.dropped);
  }
  return { document, entries, dropped };
}

export async function entriesAfter(
  { database }: Database,
  pipelineId: string,
  after: number,
): Promise<SavedEntry[]> {
  return (await database.pipelines.operationsAfter(pipelineId, after)).map(entryOf);
}

/** `op` holds what `applyOperations` put there. */
export function entryOf({ seq, tab, op, inverse }: OperationRecord): SavedEntry {
  return { ...(op as Omit<LogEntry, "inverse" | "author">), author: tab, inverse: inverse as Operation, seq };
}
