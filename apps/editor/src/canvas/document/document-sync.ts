/**
 * The document as this tab sees it: what the server has confirmed, then this tab's own edits that it has not confirmed
 * yet. Everything is a pure function of the log, so a reload or a lost connection changes nothing.
 */
import {
  type Appended,
  append,
  applyOperation,
  type DraftEntry,
  type Issue,
  type LogEntry,
  type PipelineDocument,
  reversal,
} from "@fuseline/schema";

/** A line of the server's log. */
export type SavedEntry = LogEntry & { readonly seq: number };

export interface DocumentSync {
  readonly author: string;
  /** The server's document at `revision`. */
  readonly confirmed: PipelineDocument;
  readonly revision: number;
  /** What is known of the server's log, oldest first; it ends at `revision`. */
  readonly log: readonly SavedEntry[];
  /** Edits of this tab that the server has not confirmed, oldest first. */
  readonly pending: readonly DraftEntry[];
  /** The confirmed document with the pending edits on top. */
  readonly document: PipelineDocument;
}

export interface Loaded {
  readonly author: string;
  readonly document: PipelineDocument;
  readonly revision: number;
  readonly log: readonly SavedEntry[];
  /** Edits kept from before a reload. Those that the log has already are dropped. */
  readonly unsaved: readonly DraftEntry[];
}

export function openSync({ author, document, revision, log, unsaved }: Loaded): DocumentSync {
  const known = new Set(log.map(({ id }) => id));
  const pending = unsaved.filter(({ id }) => !known.has(id));
  return withPending({ author, confirmed: document, revision, log, pending, document }, pending);
}

export interface Drafted {
  readonly sync: DocumentSync;
  /** Why parts of the edit fell away; empty when all of it was applied. */
  readonly dropped: readonly Issue[];
}

/**
 * Applies an edit at once; it is sent later. An edit that changes nothing is not kept, but an undo is: what it names
 * counts as taken back even where somebody has changed it since, or the next undo would try the same again.
 */
export function draft(sync: DocumentSync, entry: DraftEntry): Drafted {
  const appended = append(sync.document, entry);
  if (entry.reverses === undefined && isEmpty(appended)) return { sync, dropped: appended.dropped };
  return {
    sync: { ...sync, pending: [...sync.pending, entry], document: appended.document },
    dropped: appended.dropped,
  };
}

function isEmpty({ entry }: Appended): boolean {
  return entry.operation.op === "batch" && entry.operation.operations.length === 0;
}

/** Takes in lines of the server's log; lines known already change nothing. */
export function receive(sync: DocumentSync, entries: readonly SavedEntry[]): DocumentSync {
  const fresh = entries.filter(({ seq }) => seq > sync.revision).sort((a, b) => a.seq - b.seq);
  const last = fresh.at(-1);
  if (last === undefined) return sync;
  const confirmed = fresh.reduce(replay, sync.confirmed);
  const ids = new Set(fresh.map(({ id }) => id));
  return withPending(
    { ...sync, confirmed, revision: last.seq, log: [...sync.log, ...fresh] },
    sync.pending.filter(({ id }) => !ids.has(id)),
  );
}

function replay(document: PipelineDocument, { operation }: SavedEntry): PipelineDocument {
  const applied = applyOperation(document, operation);
  if (!applied.ok) throw new Error("the server's log does not fit the document it was loaded with");
  return applied.value.document;
}

function withPending(sync: DocumentSync, pending: readonly DraftEntry[]): DocumentSync {
  let document = sync.confirmed;
  for (const entry of pending) document = append(document, entry).document;
  return { ...sync, pending, document };
}

/** The log with the pending edits as they would be appended now: what undo and redo look at. */
export function fullLog({ confirmed, log, pending }: DocumentSync): readonly LogEntry[] {
  let document = confirmed;
  const entries: LogEntry[] = [...log];
  for (const entry of pending) {
    const appended = append(document, entry);
    document = appended.document;
    entries.push(appended.entry);
  }
  return entries;
}

/** The edit that takes back, or brings back, this tab's newest one; null when there is none. */
export function reversalOf(
  sync: DocumentSync,
  direction: "undo" | "redo",
): Omit<DraftEntry, "id" | "at"> | null {
  return reversal(fullLog(sync), sync.author, direction);
}
