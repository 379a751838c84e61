/** The editor's files, and the door: `/?token=…` is swapped for a cookie. */
import { existsSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Refusal } from "../border/refusal.ts";
import type { Credentials } from "../security/authenticate.ts";
import { letIn, showClosed } from "../security/open-page.ts";
import { sameSecret } from "../security/secret.ts";
import { declareRawRoute, declareRoute } from "./declare-route.ts";

export interface PageParts {
  /** Built editor; absent where only the API is served. */
  readonly editorFolder: string | null;
  readonly credentials: () => Credentials;
  /** Whether callers come over https (through a proxy). */
  readonly secure: boolean;
}

export async function pageRoutes(app: FastifyInstance, parts: PageParts): Promise<void> {
  const { editorFolder, credentials } = parts;
  const hasEditor = editorFolder !== null && existsSync(editorFolder);
  await app.register(async (scope) => {
    if (hasEditor)
      await scope.register(fastifyStatic, { root: editorFolder, serve: false, cacheControl: false });
    declareRawRoute(scope, {
      method: "GET",
      url: "/",
      access: "public",
      query: z.object({ token: z.string().optional() }),
      handler: async ({ query: { token }, request, reply }) => {
        if (token !== undefined && sameSecret(token, credentials().token)) {
          return letIn(reply, { signer: credentials().session, secure: parts.secure });
        }
        if (request.caller.caller !== "owner") return showClosed(reply);
        if (!hasEditor) return reply.type("text/plain; charset=utf-8").send("Fuseline is running.");
        return reply.header("cache-control", "no-cache").sendFile("index.html");
      },
    });
    if (!hasEditor) return;
    declareRawRoute(scope, {
      method: "GET",
      url: "/*",
      access: "session",
      params: z.object({ "*": z.string() }),
      handler: async ({ params: { "*": path }, reply }) => {
        if (/^(?:v1|trpc|media|uploads)\//.test(path))
          throw new Refusal("not-found", { facts: { what: `/${path}` } });
        // Names under /assets hold a hash of the content. Whatever is no file is an address inside the editor.
        if (path.startsWith("assets/")) reply.header("cache-control", "public, max-age=31536000, immutable");
        else reply.header("cache-control", "no-cache");
        return reply.sendFile(/\.\w+$/.test(path) ? path : "index.html");
      },
    });
  });
  declareRoute(app, {
    method: "GET",
    url: "/healthz",
    access: "public",
    reply: z.object({ ok: z.literal(true) }),
    handler: async () => ({ ok: true as const }),
  });
}
