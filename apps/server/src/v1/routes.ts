/** The public API: published endpoints and their description. */
import { makeThumbnail, type Storage } from "@fuseline/data";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { failureOf } from "../border/failure.ts";
import { requestLanguage } from "../border/language.ts";
import { Refusal } from "../border/refusal.ts";
import { declareRawRoute, declareRoute } from "../routes/declare-route.ts";
import type { Answering } from "../serving/answering.ts";
import type { Candidates } from "../serving/candidates.ts";
import { type AnsweringVersion, answerCall } from "./answer-call.ts";
import { authoriseKey } from "./authorise-key.ts";
import { type PredictOutputs, predictReply } from "./describe-outputs.ts";
import { type OpenapiFor, openapi } from "./openapi.ts";
import type { PublishedEndpoints, PublishedVersion } from "./published-endpoints.ts";
import { readCall } from "./read-request.ts";

export interface V1Parts {
  readonly endpoints: PublishedEndpoints;
  readonly answering: Answering;
  readonly candidates: Candidates;
  readonly storage: Storage;
  /** Address under which callers reach this server. */
  readonly address: () => string;
}

/** Bytes of a JSON call: a few pictures as base64. */
const CALL_LIMIT = 64 * 1024 * 1024;

const ofEndpoint = z.object({ name: z.string() });
const description = z.record(z.string(), z.unknown());

export function v1Routes(app: FastifyInstance, parts: V1Parts): void {
  const { endpoints } = parts;
  const limited = rateLimiter(app);

  declareRoute(app, {
    method: "POST",
    url: "/v1/endpoints/:name/predict",
    access: "endpointKey",
    params: ofEndpoint,
    /** A version on trial, which only its owner may ask; it is neither counted nor limited. */
    query: z.object({ candidate: z.string().optional() }),
    bodyLimit: CALL_LIMIT,
    reply: predictReply,
    handler: async ({ params: { name }, query: { candidate }, request }) => {
      if (candidate !== undefined) return onTrial(parts, candidate, request);
      const who = await authoriseKey(request, name, endpoints);
      const version = await liveVersion(endpoints, name);
      await limited(request, { key: `${who} ${name}`, perMinute: version.perMinute });
      return logged(parts, version, async () =>
        answerCall(parts.answering, withMedia(version), await readCall(request, version.serve)),
      );
    },
  });

  declareRoute(app, {
    method: "GET",
    url: "/v1/endpoints/:name",
    access: "endpointKey",
    params: ofEndpoint,
    reply: description,
    handler: async ({ params: { name }, request }) => {
      await authoriseKey(request, name, endpoints);
      return openapi([await liveVersion(endpoints, name)], describedFor(parts, request));
    },
  });

  declareRoute(app, {
    method: "GET",
    url: "/v1/openapi.json",
    access: "endpointKey",
    reply: description,
    handler: async ({ request }) => openapi(await visible(request, endpoints), describedFor(parts, request)),
  });

  declareRawRoute(app, {
    method: "GET",
    url: "/v1/endpoints/:name/media/:blob",
    access: "endpointKey",
    params: ofEndpoint.extend({ blob: z.string().regex(/^[0-9a-f]{64}$/) }),
    handler: async ({ params: { name, blob }, request, reply }) => {
      await authoriseKey(request, name, endpoints);
      const { serve } = await liveVersion(endpoints, name);
      const shown = await parts.answering.use(serve, async (served) => served.shows(blob));
      if (!shown) throw new Refusal("not-found", { facts: { what: blob } });
      const bytes = await parts.storage.readBytes(blob);
      const picture = await makeThumbnail(bytes, { maxSide: 1024, format: "jpeg" }, { file: blob });
      return reply.header("cache-control", "private, max-age=86400").type("image/jpeg").send(picture);
    },
  });
}

const describedFor = ({ address }: V1Parts, request: FastifyRequest): OpenapiFor => ({
  server: address(),
  language: requestLanguage(request.headers["accept-language"]),
});

async function liveVersion(endpoints: PublishedEndpoints, name: string): Promise<PublishedVersion> {
  const live = await endpoints.live(name);
  if (live === null) throw new Refusal("endpoint-not-published", { facts: { name } });
  return live;
}

/** The owner sees every endpoint; a key sees those it opens. */
async function visible(request: FastifyRequest, endpoints: PublishedEndpoints) {
  const all = await endpoints.listLive();
  if (request.caller.caller === "owner") return all;
  const opened = await Promise.all(
    all.map((endpoint) =>
      authoriseKey(request, endpoint.name, endpoints).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal) return false;
          throw error;
        },
      ),
    ),
  );
  const seen = all.filter((_, place) => opened[place]);
  if (seen.length === 0) throw new Refusal("key-invalid");
  return seen;
}

async function onTrial(parts: V1Parts, candidate: string, request: FastifyRequest) {
  const serve = request.caller.caller === "owner" ? parts.candidates.get(candidate) : null;
  if (serve === null) throw new Refusal("key-invalid");
  const outputs = await answerCall(
    parts.answering,
    withMedia({ name: "", serve }),
    await readCall(request, serve),
  );
  return { outputs, version: 0, ms: 0 };
}

/** Found pictures are fetched with the same key. */
function withMedia({ name, serve }: Pick<PublishedVersion, "name" | "serve">): AnsweringVersion {
  return { serve, mediaUrl: ({ blob }) => `/v1/endpoints/${name}/media/${blob}` };
}

/** Every call is logged, refused ones too. The time is the model's and ours, without the network's. */
async function logged(
  { endpoints }: V1Parts,
  version: PublishedVersion,
  work: () => Promise<PredictOutputs>,
) {
  const start = performance.now();
  const milliseconds = () => Math.round((performance.now() - start) * 100) / 100;
  const log = (status: number) =>
    endpoints.logRequest({
      endpointId: version.endpointId,
      version: version.version,
      status,
      ms: milliseconds(),
    });
  try {
    const outputs = await work();
    const ms = milliseconds();
    await log(200);
    return { outputs, version: version.version, ms };
  } catch (error) {
    await log(failureOf(error, "en", "").status);
    throw error;
  }
}

function rateLimiter(app: FastifyInstance) {
  const limits = new WeakMap<FastifyRequest, { readonly key: string; readonly perMinute: number }>();
  const count = app.createRateLimit({
    timeWindow: "1 minute",
    max: (request) => limits.get(request)?.perMinute ?? 0,
    keyGenerator: (request) => limits.get(request)?.key ?? "",
  });
  return async (request: FastifyRequest, limit: { readonly key: string; readonly perMinute: number }) => {
    limits.set(request, limit);
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new Refusal("too-many-requests", { facts: { limit: counted.max, seconds: counted.ttlInSeconds } });
  };
}
