/** Serves the router under /trpc, behind the same guard as every other route. */
import { type FastifyHandlerOptions, fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Services } from "../app/services.ts";
import { failureOf } from "../border/failure.ts";
import { requestLanguage } from "../border/language.ts";
import { declareRawRoute } from "../routes/declare-route.ts";
import { type Context, causeOf } from "./procedure.ts";
import { type AppRouter, appRouter } from "./router.ts";

/** Bytes: a pipeline with thousands of corrected rows fits. */
const BODY_LIMIT = 32 * 1024 * 1024;

export function mountTrpc(app: FastifyInstance, services: Services): void {
  app.register(async (scope) => {
    // tRPC reads the JSON itself.
    scope.removeContentTypeParser("application/json");
    scope.addContentTypeParser(
      "application/json",
      { parseAs: "string" },
      async (_request: unknown, body: unknown) => body,
    );
    for (const method of ["GET", "POST"] as const) {
      declareRawRoute(scope, {
        method,
        url: "/trpc/:path",
        access: "session",
        bodyLimit: BODY_LIMIT,
        params: z.object({ path: z.string() }),
        handler: async ({ params: { path }, request, reply }) => {
          await fastifyRequestHandler({ ...options(services), req: request, res: reply, path });
          return reply;
        },
      });
    }
  });
}

function options(services: Services): FastifyHandlerOptions<AppRouter, FastifyRequest, FastifyReply> {
  return {
    router: appRouter,
    createContext: ({ req }: { req: FastifyRequest }): Context => ({
      caller: req.caller,
      language: requestLanguage(req.headers["accept-language"]),
      requestId: req.id,
      log: req.log,
      services,
    }),
    onError({ error, ctx, path, req }) {
      const cause = causeOf(error);
      if (failureOf(cause, "en", "").defect)
        (ctx?.log ?? req.log).error({ err: cause, path }, "our own defect in a procedure");
    },
  };
}
