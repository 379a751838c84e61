/** One process's connections to PostgreSQL: a pool that Prisma and our own SQL share, and a listener. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { Notifications } from "./notifications.ts";

export interface Connection {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly notifications: Notifications;
  /** Aborts when the connection closes, so that streams end. */
  readonly closed: AbortSignal;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** postgres:// address. */
  readonly url: string;
  /** Largest number of pooled connections (one more is kept for LISTEN). Default 8. */
  readonly poolSize?: number;
}

export function connect({ url, poolSize = 8 }: ConnectionOptions): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks (the server restarts) is dropped by the pool; the next query opens another.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const notifications = new Notifications(url);
  const closing = new AbortController();
  return {
    prisma,
    pool,
    notifications,
    closed: closing.signal,
    async close() {
      closing.abort();
      await notifications.close();
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
