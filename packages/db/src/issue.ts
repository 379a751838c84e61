/** Problems that concern the installation as a whole, not a node on the canvas. */
import { type Json, UserError } from "@fuseline/schema";

/** A `UserError` without a place on the canvas. */
export function problem(
  code: string,
  facts: { readonly [name: string]: Json },
  options?: ErrorOptions,
): UserError {
  return new UserError({ code, severity: "error", at: {}, facts }, options);
}
