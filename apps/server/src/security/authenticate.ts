/** Who sent a request: the owner by cookie or token, the holder of an endpoint's key, or nobody. */
import type { FastifyRequest } from "fastify";
import { bearer } from "./endpoint-key.ts";
import type { KnownHosts } from "./hosts.ts";
import { sameSecret } from "./secret.ts";
import type { SessionSigner } from "./session.ts";

export type Caller =
  | { readonly caller: "nobody" }
  | { readonly caller: "owner"; readonly by: "cookie" | "token" }
  /** A bearer that is not the owner's; whether it opens an endpoint is asked of the database when one is named. */
  | { readonly caller: "bearer"; readonly presented: string };

export interface Credentials {
  /** The start token, or the one the operator set. */
  readonly token: string;
  readonly session: SessionSigner;
  readonly known: KnownHosts;
}

export function authenticate(request: FastifyRequest, credentials: Credentials): Caller {
  const presented = bearer(request.headers.authorization);
  if (presented !== null) {
    return sameSecret(presented, credentials.token)
      ? { caller: "owner", by: "token" }
      : { caller: "bearer", presented };
  }
  const cookie = request.cookies[credentials.session.cookieName];
  if (cookie === undefined || !credentials.session.verify(cookie, Date.now())) return { caller: "nobody" };
  return sentByOurPage(request, credentials.known) ? { caller: "owner", by: "cookie" } : { caller: "nobody" };
}

/**
 * SameSite=Strict treats every port of a host as one site, so another server on this machine could spend our cookie.
 * Browsers say where a request comes from: its origin on every write, and `Sec-Fetch-Site` on everything.
 */
function sentByOurPage(request: FastifyRequest, known: KnownHosts): boolean {
  const site = request.headers["sec-fetch-site"];
  const opened = request.headers["sec-fetch-mode"] === "navigate" && isRead(request.method);
  if (site !== undefined && site !== "same-origin" && site !== "none" && !opened) return false;
  if (isRead(request.method)) return true;
  return known.origins.has(request.headers.origin ?? "");
}

export function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
