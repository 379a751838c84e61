/** The outcome of something that may be refused with reasons a person can act on. */
import type { Issue } from "./issue.ts";

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly [Issue, ...Issue[]] };

export function accepted<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(
  first: Issue,
  ...others: readonly Issue[]
): { ok: false; issues: [Issue, ...Issue[]] } {
  return { ok: false, issues: [first, ...others] };
}
