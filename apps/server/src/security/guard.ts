/** The first thing every request meets: Host, Origin and the credentials its route declares. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../border/refusal.ts";
import { authenticate, type Caller, type Credentials, isRead } from "./authenticate.ts";
import { SECURITY_HEADERS } from "./headers.ts";

/**
 * `public`: no credentials. `session`: the owner, by cookie or token. `endpointKey`: the owner, or a bearer that the
 * route itself checks against the endpoint it is for.
 */
export type Access = "public" | "session" | "endpointKey";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    caller: Caller;
  }
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

/** Installs the guard. Registering a route that does not declare its access throws. Returns the list of routes. */
export function guard(app: FastifyInstance, credentials: () => Credentials): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  app.decorateRequest<Caller | null>("caller", null);
  app.addHook("onRoute", ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(`route ${String(method)} ${url} does not declare its access`);
    for (const one of [method].flat()) routes.push({ method: one, url, access: config.access });
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    const { known } = credentials();
    const host = request.headers.host ?? "";
    if (!known.hosts.has(host)) throw new Refusal("host-unknown", { facts: { host: host.slice(0, 100) } });
    const { origin } = request.headers;
    if (!isRead(request.method) && origin !== undefined && !known.origins.has(origin)) {
      throw new Refusal("origin-foreign");
    }
    request.caller = authenticate(request, credentials());
    admit(request, request.is404 ? "session" : request.routeOptions.config.access);
  });
  return routes;
}

function admit(request: FastifyRequest, access: Access | undefined): void {
  const { caller } = request.caller;
  switch (access) {
    case "public":
      return;
    case "endpointKey":
      if (caller === "nobody") throw new Refusal("key-missing");
      return;
    case "session":
    case undefined:
      if (caller !== "owner") throw new Refusal("credentials-missing");
  }
}
