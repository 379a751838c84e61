/** Parsing what a caller sent; what does not parse is the caller's, and is told where. */
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw zodRefusal(parsed.error);
}

/** The first thing that is wrong, and where. */
export function zodRefusal(error: z.ZodError): Refusal {
  const first = error.issues[0];
  const where = first?.path.map(String).join(".") ?? "";
  const reason = first === undefined ? "it is empty" : sentence(first, where);
  return new Refusal("body-invalid", { facts: { reason }, ...(where === "" ? {} : { where }) });
}

function sentence(found: z.core.$ZodIssue, where: string): string {
  const named = where === "" ? "the body" : `“${where}”`;
  if (found.code === "unrecognized_keys") return `${named} has no “${found.keys.join("”, “")}”`;
  if (found.code === "invalid_type" && found.input === undefined) return `${named} is missing`;
  return `${named}: ${found.message}`;
}
