/**
 * Applies prisma/migrations to a database, without Prisma's engine (which would be a download). Rows and lock are
 * Prisma's own, so its command line can take over: https://www.prisma.io/docs/orm/prisma-migrate
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TransientError } from "@fuseline/schema";
import pg from "pg";
import { problem } from "./issue.ts";
import { translateError } from "./translate-error.ts";

/** The number under which Prisma locks a database while it migrates. */
const LOCK = 72_707_369;
/** Milliseconds to wait for another process that migrates. */
const PATIENCE = 60_000;
const OLDEST = 13;

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file, as Prisma computes it. */
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** `prisma/migrations` of the checkout, found from where this code runs (source or bundle). */
export function migrationFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  const folder = join(from, "prisma", "migrations");
  if (existsSync(folder)) return folder;
  const parent = dirname(from);
  if (parent === from) throw new Error("prisma/migrations is missing from this installation");
  return migrationFolder(parent);
}

/**
 * Brings the tables up to date and returns the names of the migrations it applied. Any number of processes may call
 * it at once: one applies, the others wait and find nothing left to do.
 * @throws {UserError} when the database is too old, was used by a newer program, or was set up by changed files.
 */
export async function migrate(url: string, folder = migrationFolder()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await checkVersion(client);
    await lock(client);
    return await apply(client, await readMigrations(folder));
  } catch (error) {
    throw translateError(error);
  } finally {
    // Ending the session gives the lock back.
    await client.end().catch(() => undefined);
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string; number: number }>(
    "SELECT current_setting('server_version') AS server_version, current_setting('server_version_num')::int AS number",
  );
  const [version] = rows;
  if (version && version.number < OLDEST * 10_000) {
    throw problem("database-old", { found: version.server_version, needed: String(OLDEST) });
  }
}

async function lock(client: pg.Client): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [LOCK]);
    if (rows[0]?.got) return;
    if (Date.now() > until)
      throw new TransientError("another process has been setting up the database for a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function apply(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const applied = await appliedMigrations(client);
  check(applied, migrations);
  const done = new Set(applied.map(({ migration_name }) => migration_name));
  const missing = migrations.filter(({ name }) => !done.has(name));
  for (const { name, sql, checksum } of missing) {
    await client.query("BEGIN");
    try {
      await client.query(sql);
      await client.query(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
         VALUES ($1, $2, now(), $3, 1)`,
        [randomUUID(), checksum, name],
      );
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }
  return missing.map(({ name }) => name);
}

async function appliedMigrations(client: pg.Client): Promise<Applied[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
       "id" VARCHAR(36) PRIMARY KEY NOT NULL,
       "checksum" VARCHAR(64) NOT NULL,
       "finished_at" TIMESTAMPTZ,
       "migration_name" VARCHAR(255) NOT NULL,
       "logs" TEXT,
       "rolled_back_at" TIMESTAMPTZ,
       "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
       "applied_steps_count" INTEGER NOT NULL DEFAULT 0
     )`,
  );
  const { rows } = await client.query<Applied>(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  return rows;
}

function check(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const { migration_name: migration, checksum, finished_at } of applied) {
    const expected = known.get(migration);
    if (expected === undefined) throw problem("database-newer", { migration });
    if (expected !== checksum || finished_at === null) throw problem("database-changed", { migration });
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
