/** The bare server: guard, errors, limits. Routes are added by the parts that own them. */
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import Fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { Refusal } from "../border/refusal.ts";
import { replyFailure } from "../border/reply-failure.ts";
import type { Credentials } from "../security/authenticate.ts";
import { type DeclaredRoute, guard } from "../security/guard.ts";
import { showClosed } from "../security/open-page.ts";
import { randomSecret } from "../security/secret.ts";

export interface AppOptions {
  readonly credentials: () => Credentials;
  readonly logger: FastifyServerOptions["logger"];
}

export interface App {
  readonly app: FastifyInstance;
  /** Filled as routes are registered. */
  readonly routes: readonly DeclaredRoute[];
}

/** Bytes of a body that is not streamed; routes that need more say so. */
const BODY_LIMIT = 1024 * 1024;

export async function makeApp({ credentials, logger }: AppOptions): Promise<App> {
  const app = Fastify({
    logger: logger ?? false,
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    // Addresses may hold the token, so requests are not logged; our own defects are, with the request's id.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomSecret().slice(0, 12),
    routerOptions: { maxParamLength: 2000 },
  });
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: true });
  await app.register(rateLimit, { global: false });
  const routes = guard(app, credentials);
  app.setErrorHandler((error, request, reply) => {
    if (isPageWithoutSession(error, request)) return showClosed(reply);
    return replyFailure(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const what = request.url.split("?")[0] ?? "";
    return replyFailure(new Refusal("not-found", { facts: { what: what.slice(0, 200) } }), request, reply);
  });
  return { app, routes };
}

/** A person who opens an address by hand gets a page with words instead of JSON. */
function isPageWithoutSession(error: unknown, request: FastifyRequest): boolean {
  const refused = error instanceof Refusal && error.code === "credentials-missing";
  return refused && request.headers["sec-fetch-mode"] === "navigate";
}
