/** Makes the issues of this package; the code decides which facts are needed. */
import {
  type FactsOf,
  type Issue,
  type IssueCode,
  type IssuePlace,
  issue,
  type Severity,
  UserError,
} from "@fuseline/schema";

export interface IssueDraft<C extends IssueCode> {
  readonly code: C;
  readonly facts: FactsOf<C>;
  readonly severity?: Severity;
  readonly at?: IssuePlace;
}

export function makeIssue<C extends IssueCode>(draft: IssueDraft<C>): Issue {
  return issue(draft.code, draft.at ?? {}, draft.facts, draft.severity);
}

export function userError<C extends IssueCode>(draft: IssueDraft<C>, cause?: unknown): UserError {
  return new UserError(makeIssue(draft), cause === undefined ? undefined : { cause });
}
