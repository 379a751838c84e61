/** Parsing what a caller sent; what does not parse is the caller's, and is told where. */
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw zodRefusal(parsed.error);
}

/** The first thing that is wrong, and where. */
export function zodRefusal(error: z.ZodError): Refusal {
  const first = error.issues[0];
  const where = first?.path.map(String).join(".") ?? "";
  const message = first?.message ?? "it is empty";
  const reason = where === "" ? message : `${where}: ${message}`;
  return new Refusal("body-invalid", { facts: { reason }, ...(where === "" ? {} : { where }) });
}
