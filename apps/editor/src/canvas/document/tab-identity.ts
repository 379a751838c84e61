/** Who this tab is in the operation log, and what it has not been able to save: both outlive a reload. */
import { type DraftEntry, parseOperation } from "@fuseline/schema";

const AUTHOR = "fuseline.tab";

/** Stays with the tab over reloads, so that undo goes on where it was. */
export function tabAuthor(): string {
  const known = sessionStorage.getItem(AUTHOR);
  if (known !== null) return known;
  const author = `tab-${crypto.randomUUID()}`;
  sessionStorage.setItem(AUTHOR, author);
  return author;
}

const place = (pipelineId: string, author: string): string => `fuseline.unsaved.${pipelineId}.${author}`;

/** Edits made while the server was gone. Each tab keeps its own, so that two do not overwrite each other's. */
export function keepUnsaved(pipelineId: string, author: string, pending: readonly DraftEntry[]): void {
  if (pending.length === 0) localStorage.removeItem(place(pipelineId, author));
  else localStorage.setItem(place(pipelineId, author), JSON.stringify(pending));
}

export function keptUnsaved(pipelineId: string, author: string): readonly DraftEntry[] {
  const kept: unknown = JSON.parse(localStorage.getItem(place(pipelineId, author)) ?? "[]");
  return Array.isArray(kept) ? kept.filter(isDraft) : [];
}

function isDraft(value: unknown): value is DraftEntry {
  if (typeof value !== "object" || value === null) return false;
  const { id, author, at, operation } = value as { readonly [key: string]: unknown };
  const named = typeof id === "string" && typeof author === "string" && typeof at === "number";
  return named && parseOperation(operation).ok;
}
