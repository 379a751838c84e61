/** Problems that concern the installation as a whole, not a node on the canvas. */
import { type FactsOf, type IssueCode, issue, UserError } from "@fuseline/schema";

/** A `UserError` without a place on the canvas. */
export function problem<C extends IssueCode>(code: C, facts: FactsOf<C>, options?: ErrorOptions): UserError {
  return new UserError(issue(code, {}, facts), options);
}
