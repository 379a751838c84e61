/** Makes the issues of this package, so that every one has the same shape. */
import { type Issue, type IssuePlace, type Json, type Severity, UserError } from "@fuseline/schema";

export interface IssueDraft {
  readonly code: string;
  readonly severity?: Severity;
  readonly at?: IssuePlace;
  readonly facts?: { readonly [name: string]: Json };
}

export function makeIssue(draft: IssueDraft): Issue {
  return {
    code: draft.code,
    severity: draft.severity ?? "error",
    at: draft.at ?? {},
    facts: draft.facts ?? {},
  };
}

export function userError(draft: IssueDraft, cause?: unknown): UserError {
  return new UserError(makeIssue(draft), cause === undefined ? undefined : { cause });
}
