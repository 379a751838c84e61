/** Published endpoints: their versions and which of them is live. */
import type { Connection } from "./connection.ts";
import type { Endpoint } from "./generated/client.ts";
import { notify } from "./notifications.ts";
import { transaction } from "./transaction.ts";
import { translating } from "./translate-error.ts";

/** Topic that changes whenever something is published, rolled back or archived. */
export const ENDPOINTS_TOPIC = "endpoints";

export interface Publication {
  readonly name: string;
  readonly runId: string;
  /** What is served. */
  readonly serve: unknown;
  /** Proof that the endpoint answers as the trainer did. */
  readonly parity: unknown;
}

export type EndpointRecord = Omit<Endpoint, "settings"> & { readonly settings: unknown };

export interface VersionRecord {
  readonly endpointId: string;
  readonly name: string;
  readonly version: number;
  readonly runId: string | null;
  readonly serve: unknown;
  readonly parity: unknown;
  readonly settings: unknown;
  readonly createdAt: Date;
}

const SELECT_VERSION = `SELECT v."endpointId", e."name", v."version", v."runId", v."serve", v."parity", e."settings", v."createdAt"
  FROM "Endpoint" e JOIN "EndpointVersion" v ON v."endpointId" = e."id"`;

export const endpoints = ({ prisma, pool }: Connection) => {
  const versionsWhere = async (condition: string, values: unknown[] = []): Promise<VersionRecord[]> =>
    (await pool.query<VersionRecord>(`${SELECT_VERSION} WHERE ${condition}`, values)).rows;

  return translating({
    /** Adds the next version, makes it live, and returns its number: 1 for a new name. */
    async publish({ name, runId, serve, parity }: Publication): Promise<number> {
      const made = await prisma.endpoint.upsert({
        where: { name },
        create: { name, settings: {} },
        update: { archivedAt: null },
      });
      return transaction(pool, async (client) => {
        // The lock orders two publications of one name.
        await client.query(`SELECT 1 FROM "Endpoint" WHERE "id" = $1 FOR UPDATE`, [made.id]);
        const { rows } = await client.query<{ version: number }>(
          `INSERT INTO "EndpointVersion" ("endpointId", "version", "runId", "serve", "parity")
           SELECT $1, coalesce(max("version"), 0) + 1, $2, $3::json, $4::json FROM "EndpointVersion" WHERE "endpointId" = $1
           RETURNING "version"`,
          [made.id, runId, JSON.stringify(serve), JSON.stringify(parity)],
        );
        const version = rows[0]?.version;
        if (version === undefined) throw new Error(`publishing ${name} returned no version`);
        await client.query(`UPDATE "Endpoint" SET "liveVersion" = $2 WHERE "id" = $1`, [made.id, version]);
        await notify(client, ENDPOINTS_TOPIC);
        return version;
      });
    },

    async get(name: string): Promise<EndpointRecord | null> {
      return prisma.endpoint.findUnique({ where: { name } });
    },

    async list(): Promise<EndpointRecord[]> {
      return prisma.endpoint.findMany({ where: { archivedAt: null }, orderBy: { name: "asc" } });
    },

    /** The live version of every endpoint, by name. */
    async listLive(): Promise<VersionRecord[]> {
      return versionsWhere(`e."archivedAt" IS NULL AND v."version" = e."liveVersion" ORDER BY e."name"`);
    },

    /** Null when there is no such endpoint or nothing is live. */
    async live(name: string): Promise<VersionRecord | null> {
      const [row] = await versionsWhere(
        `e."name" = $1 AND e."archivedAt" IS NULL AND v."version" = e."liveVersion"`,
        [name],
      );
      return row ?? null;
    },

    async version(name: string, version: number): Promise<VersionRecord | null> {
      const [row] = await versionsWhere(`e."name" = $1 AND e."archivedAt" IS NULL AND v."version" = $2`, [
        name,
        version,
      ]);
      return row ?? null;
    },

    /** Newest first. */
    async versions(name: string): Promise<VersionRecord[]> {
      return versionsWhere(`e."name" = $1 ORDER BY v."version" DESC`, [name]);
    },

    /** Rolls back or forward; false when there is no such version. */
    async setLive(name: string, version: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE "Endpoint" e SET "liveVersion" = $2 WHERE e."name" = $1
         AND EXISTS (SELECT 1 FROM "EndpointVersion" v WHERE v."endpointId" = e."id" AND v."version" = $2)`,
        [name, version],
      );
      await notify(pool, ENDPOINTS_TOPIC);
      return rowCount === 1;
    },

    async setSettings(name: string, settings: unknown): Promise<boolean> {
      const { rowCount } = await pool.query(`UPDATE "Endpoint" SET "settings" = $2::json WHERE "name" = $1`, [
        name,
        JSON.stringify(settings),
      ]);
      await notify(pool, ENDPOINTS_TOPIC);
      return rowCount === 1;
    },

    /** An archived endpoint answers nobody; its versions and keys stay. */
    async setArchived(name: string, archived: boolean): Promise<boolean> {
      const { count } = await prisma.endpoint.updateMany({
        where: { name },
        data: { archivedAt: archived ? new Date() : null },
      });
      await notify(pool, ENDPOINTS_TOPIC);
      return count > 0;
    },
  });
};

export type Endpoints = ReturnType<typeof endpoints>;
