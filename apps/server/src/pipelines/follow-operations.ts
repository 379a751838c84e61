/** The operation log of a pipeline as an endless stream, so that tabs merge live. */
import { changes, pipelineTopic } from "@fuseline/db";
import type { Services } from "../app/services.ts";
import { entriesAfter, type SavedEntry } from "./apply-operations.ts";

export interface Following {
  readonly pipelineId: string;
  /** Place in the log that the reader has seen. */
  readonly after: number;
  readonly signal: AbortSignal;
}

export async function* followOperations(
  services: Pick<Services, "database">,
  { pipelineId, after, signal }: Following,
): AsyncGenerator<SavedEntry, void, void> {
  const { connection } = services.database;
  let seen = after;
  for await (const _ of changes(connection.notifications, pipelineTopic(pipelineId), signal)) {
    for (const entry of await entriesAfter(services, pipelineId, seen)) {
      seen = entry.seq;
      yield entry;
    }
  }
}
