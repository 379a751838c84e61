/** Undo and redo as pure functions of the operation log, so that they work across reloads and beside other tabs. */
import type { PipelineDocument } from "../document/document.ts";
import type { Issue } from "../issue.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Operation } from "./operation.ts";
import { rebase } from "./rebase.ts";

/** One line of the log. `operation` is what was really applied, after rebasing. */
export interface LogEntry {
  readonly id: string;
  /** The tab or person; everyone undoes their own work. */
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly operation: Operation;
  readonly inverse: Operation;
  /** The entry that this one takes back: an undo names a change, a redo names an undo. */
  readonly reverses?: string;
}

export type DraftEntry = Omit<LogEntry, "inverse">;

export interface Appended {
  readonly document: PipelineDocument;
  readonly entry: LogEntry;
  readonly dropped: readonly Issue[];
}

/** Rebases the draft onto the newest document and applies it: the one way into the log. */
export function append(document: PipelineDocument, draft: DraftEntry): Appended {
  const { operation, dropped } = rebase(document, draft.operation);
  const applied = applyOperation(document, operation);
  if (!applied.ok) throw new Error("a rebased operation did not apply");
  return {
    document: applied.value.document,
    entry: { ...draft, operation, inverse: applied.value.inverse },
    dropped,
  };
}

export interface History {
  /** Newest last. */
  readonly undo: readonly LogEntry[];
  readonly redo: readonly LogEntry[];
}

/** What `author` can undo and redo. A new change ends what could be redone. */
export function historyOf(log: readonly LogEntry[], author: string): History {
  let undo: LogEntry[] = [];
  let redo: LogEntry[] = [];
  for (const entry of log) {
    if (entry.author !== author) continue;
    const { reverses } = entry;
    if (reverses === undefined) {
      undo.push(entry);
      redo = [];
    } else if (undo.some(({ id }) => id === reverses)) {
      undo = undo.filter(({ id }) => id !== reverses);
      redo.push(entry);
    } else if (redo.some(({ id }) => id === reverses)) {
      redo = redo.filter(({ id }) => id !== reverses);
      undo.push(entry);
    }
  }
  return { undo, redo };
}

/** The next undo or redo of `author` as a draft for `append`; null when there is none. */
export function reversal(
  log: readonly LogEntry[],
  author: string,
  direction: keyof History,
): Pick<DraftEntry, "author" | "operation" | "reverses"> | null {
  const entry = historyOf(log, author)[direction].at(-1);
  return entry === undefined ? null : { author, operation: entry.inverse, reverses: entry.id };
}
