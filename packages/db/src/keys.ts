/** Keys of endpoints. Only hashes come here; the key itself is shown once by whoever made it. */
import type { Connection } from "./connection.ts";
import type { ApiKey } from "./generated/client.ts";
import { translating } from "./translate-error.ts";

export interface NewApiKey {
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly label: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** First characters, to tell keys apart in a list. */
  readonly prefix: string;
}

export type KeySummary = Omit<ApiKey, "hash">;

export const keys = ({ prisma, pool }: Connection) =>
  translating({
    /** Null when there is no such endpoint. */
    async add({ endpoint, label, hash, prefix }: NewApiKey): Promise<KeySummary | null> {
      const owner = await prisma.endpoint.findUnique({ where: { name: endpoint }, select: { id: true } });
      if (!owner) return null;
      return prisma.apiKey.create({
        data: { endpointId: owner.id, name: label, hash, prefix },
        omit: { hash: true },
      });
    },

    /** For a list on the screen: never the hash. Newest first, revoked ones too. */
    async list(endpoint: string): Promise<KeySummary[]> {
      return prisma.apiKey.findMany({
        where: { endpoint: { name: endpoint } },
        orderBy: { createdAt: "desc" },
        omit: { hash: true },
      });
    },

    /** Those that open the endpoint now; empty for an unknown or archived one. */
    async valid(endpoint: string): Promise<{ readonly id: string; readonly hash: string }[]> {
      return prisma.apiKey.findMany({
        where: { endpoint: { name: endpoint, archivedAt: null }, revokedAt: null },
        select: { id: true, hash: true },
      });
    },

    /** Notes the use, at most once a minute, so that busy keys cost no writes. */
    async used(id: string): Promise<void> {
      await pool.query(
        `UPDATE "ApiKey" SET "lastUsedAt" = now() WHERE "id" = $1 AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '1 minute')`,
        [id],
      );
    },

    /** False when there is no such key or it was revoked before. */
    async revoke(id: string): Promise<boolean> {
      const { count } = await prisma.apiKey.updateMany({
        where: { id, revokedAt: null },
        data: { revokedAt: new Date() },
      });
      return count > 0;
    },
  });

export type Keys = ReturnType<typeof keys>;
