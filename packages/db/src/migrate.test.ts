import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@fuseline/schema";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Prisma } from "./generated/client.ts";
import { migrate, migrationFolder } from "./migrate.ts";
import { execute, type TestDatabase, testDatabase } from "./testing/index.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase({ migrated: false });
});
afterEach(() => database.drop());

async function rows<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const result = await client.query<T>(sql);
  await client.end();
  return result.rows;
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (error: unknown) => (error instanceof UserError ? error.issue.code : error),
  );

describe("migrate", () => {
  it("makes the tables that the schema names, column by column", async () => {
    await migrate(database.url);
    const found = await rows<{ column: string }>(
      `SELECT table_name || '.' || column_name AS "column" FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    );
    const declared = Object.values(Prisma.ModelName).flatMap((model) => {
      const fields = Prisma[`${model}ScalarFieldEnum`];
      return Object.values(fields).map((field) => `${model}.${field}`);
    });
    expect(found.map(({ column }) => column).sort()).toEqual(declared.sort());
  });

  it("lets one of three processes apply while the others wait", async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, applied.flat().length]);
    expect(applied.flat().length).toBeGreaterThan(0);
    expect(await migrate(database.url)).toEqual([]);
  });

  it("refuses a database of a newer program, and one that was set up by changed files", async () => {
    await migrate(database.url);
    await execute(database.url, `UPDATE "_prisma_migrations" SET "checksum" = 'other'`);
    expect(await codeOf(migrate(database.url))).toBe("database-changed");
    await execute(database.url, `UPDATE "_prisma_migrations" SET "migration_name" = '9999_later'`);
    expect(await codeOf(migrate(database.url))).toBe("database-newer");
  });

  it("leaves nothing behind when a migration fails, and goes on from there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "migrations-"));
    try {
      await cp(migrationFolder(), folder, { recursive: true });
      await mkdir(join(folder, "9999_next"));
      const next = join(folder, "9999_next", "migration.sql");
      await writeFile(next, `CREATE TABLE "Half" ("id" INT); SELECT 1 / 0;`);
      await expect(migrate(database.url, folder)).rejects.toThrow("division by zero");
      expect(await rows(`SELECT 1 FROM information_schema.tables WHERE table_name = 'Half'`)).toEqual([]);
      await writeFile(next, `CREATE TABLE "Half" ("id" INT);`);
      expect(await migrate(database.url, folder)).toEqual(["9999_next"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("names a wrong password as the person's to mend", async () => {
    const wrong = new URL(database.url);
    wrong.password = "wrong";
    expect(await codeOf(migrate(wrong.href))).toBe("database-refused");
  });
});
