/** The only way routes are made: method, address, who may call, what comes in and what goes out. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { z } from "zod";
import { parseRequest } from "../border/parse-request.ts";
import type { Access } from "../security/guard.ts";

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface RouteBase<P, Q, B> {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly access: Access;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  /** Absent: the handler reads the body itself (streams, multipart). */
  readonly body?: z.ZodType<B>;
  /** Bytes. */
  readonly bodyLimit?: number;
}

export interface JsonRoute<P, Q, B, R> extends RouteBase<P, Q, B> {
  readonly reply: z.ZodType<R>;
  handler(input: RouteInput<P, Q, B>): Promise<R>;
}

/** A route that answers with bytes, a page or a stream, which it sends itself. */
export interface RawRoute<P, Q, B> extends RouteBase<P, Q, B> {
  handler(input: RouteInput<P, Q, B>): Promise<FastifyReply>;
}

/** A reply that does not parse is our own defect and never leaves. */
export function declareRoute<P, Q, B, R>(app: FastifyInstance, route: JsonRoute<P, Q, B, R>): void {
  declareRawRoute(app, {
    ...route,
    async handler(input) {
      const checked = route.reply.safeParse(await route.handler(input));
      if (!checked.success)
        throw new Error(`reply of ${route.url} breaks its schema`, { cause: checked.error });
      return input.reply.type("application/json; charset=utf-8").send(JSON.stringify(checked.data));
    },
  });
}

export function declareRawRoute<P, Q, B>(app: FastifyInstance, route: RawRoute<P, Q, B>): void {
  const { method, url, bodyLimit } = route;
  app.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: { access: route.access },
    handler: async (request, reply) =>
      route.handler({
        params: parseRequest(route.params ?? ANYTHING, request.params) as P,
        query: parseRequest(route.query ?? ANYTHING, request.query) as Q,
        body: parseRequest(route.body ?? ANYTHING, request.body) as B,
        request,
        reply,
      }),
  });
}

const ANYTHING = z.unknown();
