/** Procedures about published endpoints: publish, versions, rollback, keys, traffic. */
import { z } from "zod";
import { Refusal } from "../border/refusal.ts";
import { parityCertificate } from "../publishing/parity.ts";
import { newEndpointKey } from "../security/endpoint-key.ts";
import { serveRecord } from "../serving/serve-record.ts";
import { ownerProcedure, router } from "./procedure.ts";

const named = z.object({ name: z.string() });
const versionShape = z.object({
  version: z.number(),
  runId: z.string().nullable(),
  live: z.boolean(),
  parity: parityCertificate,
  serve: serveRecord.omit({ manifest: true, index: true }),
  createdAt: z.number(),
});
const keyShape = z.object({
  id: z.string(),
  label: z.string(),
  prefix: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
});

export const endpoints = router({
  publish: ownerProcedure
    .input(named.extend({ runId: z.string() }))
    .output(
      z.object({
        endpoint: z.string(),
        version: z.number(),
        key: z.string(),
        url: z.string(),
        parity: parityCertificate,
      }),
    )
    .mutation(async ({ input, ctx: { services } }) => {
      const published = await services.publisher.publish(input);
      return { ...published, url: `${services.address()}/v1/endpoints/${published.endpoint}/predict` };
    }),

  list: ownerProcedure
    .output(
      z.array(z.object({ name: z.string(), liveVersion: z.number().nullable(), createdAt: z.number() })),
    )
    .query(async ({ ctx: { services } }) =>
      (await services.database.endpoints.list()).map(({ name, liveVersion, createdAt }) => ({
        name,
        liveVersion,
        createdAt: createdAt.getTime(),
      })),
    ),

  versions: ownerProcedure
    .input(named)
    .output(z.array(versionShape))
    .query(async ({ input, ctx: { services } }) => {
      const endpoint = await services.database.endpoints.get(input.name);
      if (endpoint === null) throw unknownEndpoint(input.name);
      return (await services.database.endpoints.versions(input.name)).map((version) => ({
        version: version.version,
        runId: version.runId,
        live: version.version === endpoint.liveVersion,
        parity: parityCertificate.parse(version.parity),
        serve: serveRecord.parse(version.serve),
        createdAt: version.createdAt.getTime(),
      }));
    }),

  /** Moves the live pointer; callers notice nothing but the answers. */
  setLive: ownerProcedure
    .input(named.extend({ version: z.number().int().positive() }))
    .output(z.object({ liveVersion: z.number() }))
    .mutation(async ({ input, ctx: { services } }) => {
      const moved = await services.database.endpoints.setLive(input.name, input.version);
      if (!moved) throw unknownEndpoint(`${input.name}@${input.version}`);
      return { liveVersion: input.version };
    }),

  keys: ownerProcedure
    .input(named)
    .output(z.array(keyShape))
    .query(async ({ input, ctx: { services } }) =>
      (await services.database.keys.list(input.name)).map((key) => ({
        id: key.id,
        label: key.name,
        prefix: key.prefix,
        createdAt: key.createdAt.getTime(),
        lastUsedAt: key.lastUsedAt?.getTime() ?? null,
        revokedAt: key.revokedAt?.getTime() ?? null,
      })),
    ),

  /** The answer is the only time that the key itself is shown. */
  createKey: ownerProcedure
    .input(named.extend({ label: z.string().trim().min(1).max(100) }))
    .output(z.object({ key: z.string() }))
    .mutation(async ({ input: { name, label }, ctx: { services } }) => {
      const { key, hash, prefix } = newEndpointKey();
      const added = await services.database.keys.add({ endpoint: name, label, hash, prefix });
      if (added === null) throw unknownEndpoint(name);
      return { key };
    }),

  revokeKey: ownerProcedure
    .input(z.object({ keyId: z.string() }))
    .output(z.object({ revoked: z.boolean() }))
    .mutation(async ({ input, ctx: { services } }) => ({
      revoked: await services.database.keys.revoke(input.keyId),
    })),

  /** Minutes with calls, oldest first. Failures are ours (5xx). */
  traffic: ownerProcedure
    .input(named.extend({ hours: z.number().min(1).max(720).default(24) }))
    .output(
      z.array(
        z.object({
          minute: z.number(),
          calls: z.number(),
          failures: z.number(),
          medianMs: z.number(),
          p95Ms: z.number(),
        }),
      ),
    )
    .query(async ({ input: { name, hours }, ctx: { services } }) => {
      const endpoint = await services.database.endpoints.get(name);
      if (endpoint === null) throw unknownEndpoint(name);
      const since = new Date(Date.now() - hours * 3_600_000);
      const minutes = await services.database.requests.traffic(endpoint.id, since);
      return minutes.map(({ minute, ...counts }) => ({ minute: minute.getTime(), ...counts }));
    }),
});

function unknownEndpoint(name: string): Refusal {
  return new Refusal("not-found", { facts: { what: `endpoint ${name}` }, where: "name" });
}
