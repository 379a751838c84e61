/** The base of every procedure: who may call, and how what is thrown becomes what the caller sees. */

import type { Language } from "@fuseline/schema";
import { initTRPC, TRPCError } from "@trpc/server";
import type { FastifyBaseLogger } from "fastify";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { type Failure, failureOf } from "../border/failure.ts";
import { zodRefusal } from "../border/parse-request.ts";
import { Refusal } from "../border/refusal.ts";
import type { Caller } from "../security/authenticate.ts";

export interface Context {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
  readonly services: Services;
}

const trpc = initTRPC.context<Context>().create({
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter({ shape, error, ctx }) {
    const failure = failureOf(causeOf(error), ctx?.language ?? "en", ctx?.requestId ?? "?");
    const { code, where, issues, message } = failure;
    return {
      ...shape,
      message,
      data: {
        code: shape.data.code,
        httpStatus: failure.status,
        failure: { code, where, issues, requestId: ctx?.requestId ?? "" },
      },
    };
  },
});

export const { router, mergeRouters } = trpc;

/** Every procedure authorises itself, whatever the route in front of it does. */
export const ownerProcedure = trpc.procedure.use(async ({ ctx, next }) => {
  if (ctx.caller.caller !== "owner") {
    throw new TRPCError({ code: "UNAUTHORIZED", cause: new Refusal("credentials-missing") });
  }
  const result = await next();
  if (result.ok) return result;
  const failure = failureOf(causeOf(result.error), ctx.language, ctx.requestId);
  throw new TRPCError({ code: trpcCode(failure), cause: causeOf(result.error) });
});

/** A stream ends when its reader goes away and when the server does. */
export function untilClosed({ closing }: Services, reader: AbortSignal | undefined): AbortSignal {
  return reader === undefined ? closing : AbortSignal.any([reader, closing]);
}

/** What a resolver threw, without tRPC's wrapping. */
export function causeOf(error: TRPCError): unknown {
  const { cause } = error;
  if (error.code === "BAD_REQUEST" && cause instanceof z.ZodError) return zodRefusal(cause);
  if (cause !== undefined) return cause;
  if (error.code === "NOT_FOUND") return new Refusal("not-found", { facts: { what: error.message } });
  if (error.code === "PARSE_ERROR" || error.code === "BAD_REQUEST") return new Refusal("json-invalid");
  if (error.code === "METHOD_NOT_SUPPORTED") {
    return new Refusal("body-invalid", { facts: { reason: error.message } });
  }
  return error;
}

function trpcCode({ status, defect }: Failure): TRPCError["code"] {
  if (defect) return "INTERNAL_SERVER_ERROR";
  return CODES.get(status) ?? "BAD_REQUEST";
}

const CODES: ReadonlyMap<number, TRPCError["code"]> = new Map([
  [401, "UNAUTHORIZED"],
  [403, "FORBIDDEN"],
  [404, "NOT_FOUND"],
  [409, "CONFLICT"],
  [413, "PAYLOAD_TOO_LARGE"],
  [422, "UNPROCESSABLE_CONTENT"],
  [429, "TOO_MANY_REQUESTS"],
  [503, "SERVICE_UNAVAILABLE"],
]);
