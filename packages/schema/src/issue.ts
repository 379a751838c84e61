/** A problem that finds its node. Words live in the message tables, one per language. */
import type { Json } from "./json.ts";

export interface IssuePlace {
  readonly node?: string;
  readonly port?: string;
  readonly param?: string;
  /** Index of the row, from 0. */
  readonly row?: number;
}

export type Severity = "error" | "warning" | "hint";

/** `code` is one of ISSUE_CODES (messages are keyed by it; a test checks that none is missing). */
export interface Issue {
  readonly code: string;
  readonly severity: Severity;
  readonly at: IssuePlace;
  readonly facts: { readonly [name: string]: Json };
}

/** Warnings and hints never stop anything. */
export function isError(issue: Issue): boolean {
  return issue.severity === "error";
}
