/** An empty, migrated database on a real PostgreSQL for one test file. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { startEmbedded } from "../embedded/start.ts";
import { migrate } from "../migrate.ts";
import { TEST_RUN } from "./test-run.ts";

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The server is shared by the whole run, so this takes a moment the first time and little after. */
export async function testDatabase({
  migrated = true,
}: {
  readonly migrated?: boolean;
} = {}): Promise<TestDatabase> {
  const folder = process.env[TEST_RUN];
  if (folder === undefined)
    throw new Error("packages/db/src/testing/global-setup.ts is not in vitest.config.ts");
  const server = await startEmbedded(folder);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await execute(server.url, `CREATE DATABASE ${name}`);
  const url = server.url.replace(/[^/]+$/, name);
  if (migrated) await migrate(url);
  return { url, drop: () => execute(server.url, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** One statement on a connection of its own. */
export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
