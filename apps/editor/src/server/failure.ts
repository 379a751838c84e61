/** What went wrong with a call, as the server says it: a sentence, and issues that find their node. */
import { type Issue, issueSchema } from "@fuseline/schema";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";

/** As the server's error formatter writes it. */
const failureData = z.object({
  httpStatus: z.number(),
  failure: z.object({
    code: z.string(),
    where: z.string().nullable(),
    issues: z.array(issueSchema),
    requestId: z.string(),
  }),
});

export interface CallFailure {
  /** Null: the server could not be reached. */
  readonly status: number | null;
  readonly code: string;
  /** In the language of the interface; empty where the server said nothing. */
  readonly message: string;
  readonly issues: readonly Issue[];
}

/** A refusal of a plain HTTP call, in the server's words. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    /** Null: the server could not be reached. */
    readonly status: number | null,
    message: string,
  ) {
    super(message);
  }
}

export function failureOf(error: unknown): CallFailure {
  if (error instanceof Refused)
    return { status: error.status, code: "refused", message: error.message, issues: [] };
  if (error instanceof TRPCClientError) {
    const data = failureData.safeParse(error.data);
    if (data.success) {
      const { code, issues } = data.data.failure;
      return { status: data.data.httpStatus, code, message: error.message, issues };
    }
  }
  return { status: null, code: "unreachable", message: "", issues: [] };
}

/** Asking again would get the same answer. */
export function isLasting(error: unknown): boolean {
  const { status } = failureOf(error);
  return status !== null && status < 500;
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** The sentence in a refusal's body; empty where there is none. */
export function refusalIn(body: unknown): string {
  const read = refusal.safeParse(body);
  return read.success ? read.data.error.message : "";
}
