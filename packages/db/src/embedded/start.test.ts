import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@fuseline/schema";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { execute } from "../testing/index.ts";
import { findBinaries } from "./binaries.ts";
import { isAlive, waitUntil, workingIn } from "./processes.ts";
import { closedFolder, serverUser } from "./server-user.ts";
import { type EmbeddedDatabase, startEmbedded } from "./start.ts";

const asRoot = process.getuid?.() === 0;

let folder: string;
const data = (...path: string[]) => join(folder, "postgres", "cluster", ...path);
const started: EmbeddedDatabase[] = [];

async function start(): Promise<EmbeddedDatabase> {
  const server = await startEmbedded(folder);
  started.push(server);
  return server;
}

const mainProcess = async () =>
  Number((await readFile(data("data", "postmaster.pid"), "utf8")).split("\n")[0]);

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const issueOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (error: unknown) => (error instanceof UserError ? error.issue : error),
  );

async function emptyFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "fuseline-embedded-"));
  await chmod(made, 0o711);
  return made;
}

describe("the built-in database", () => {
  beforeAll(async () => {
    folder = await emptyFolder();
    const { url } = await start();
    await execute(url, `CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)`);
  });
  beforeEach(async () => {
    await start();
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is PostgreSQL 18 on loopback, closed without the password, private on disk", async () => {
    const { url, port } = await start();
    expect(await rows(url, "SHOW server_version")).toMatchObject([
      { server_version: expect.stringMatching(/^18\./) },
    ]);
    expect(await rows(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    expect(await rows(url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
    expect(await rows(url, "SHOW synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
    await expect(rows(`postgres://fuseline:wrong@127.0.0.1:${port}/fuseline`, "SELECT 1")).rejects.toThrow(
      "password",
    );
    expect((await stat(data("password"))).mode & 0o777).toBe(0o600);
    expect((await stat(data("data"))).mode & 0o777).toBe(0o700);
    expect((await readFile(data("server.log"), "utf8")).includes(new URL(url).password)).toBe(false);
  });

  it("sorts and folds case by Unicode, whatever the machine has installed", async () => {
    const { url } = await start();
    expect(await rows(url, "SELECT upper('жук') AS up")).toEqual([{ up: "ЖУК" }]);
  });

  it("stops cleanly and starts again on the same port with everything in it", async () => {
    const [before] = started;
    const pid = await mainProcess();
    await before?.stop();
    expect(isAlive(pid)).toBe(false);
    const again = await start();
    expect(again).toMatchObject({ how: "started", port: before?.port });
    expect(await rows(again.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  it("takes over a server whose owner was killed, and leaves alone one whose owner lives", async () => {
    expect((await start()).how).toBe("shared");
    await writeFile(data("owner.json"), JSON.stringify({ pid: process.pid, birth: "another boot" }));
    const pid = await mainProcess();
    const adopted = await start();
    expect(adopted.how).toBe("adopted");
    expect(await mainProcess()).toBe(pid);
    await adopted.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it("recovers when everything was killed with -9, busy sessions included", async () => {
    const [server] = started;
    if (!server) throw new Error("it was started");
    await execute(server.url, "CREATE TABLE IF NOT EXISTS safe (n int); INSERT INTO safe VALUES (7)");
    const busy = new pg.Client({ connectionString: server.url });
    busy.on("error", () => undefined);
    await busy.connect();
    const spinning = busy.query("DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$").catch(() => undefined);
    const pid = await mainProcess();
    process.kill(pid, "SIGKILL");
    await waitUntil(() => !isAlive(pid), 5_000);
    const again = await start();
    expect(again.how).toBe("started");
    expect(await rows(again.url, "SELECT n FROM safe")).toEqual([{ n: 7 }]);
    await spinning;
    if (process.platform === "linux") expect(await workingIn(data("data"))).toContain(await mainProcess());
  });

  it("is not fooled by a stale pid file whose number another program has now", async () => {
    const [server] = started;
    const file = data("data", "postmaster.pid");
    const text = await readFile(file, "utf8");
    await server?.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    if (asRoot) await chown(file, 65_534, 65_534);
    expect((await start()).how).toBe("started");
  });

  it("finds another port when its own was taken meanwhile", async () => {
    const [server] = started;
    await server?.stop();
    const { createServer } = await import("node:net");
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(server?.port, "127.0.0.1", resolve));
    const again = await start();
    expect(again.port).not.toBe(server?.port);
    expect(await rows(again.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
    squatter.close();
  });

  it("refuses files of another version and says which", async () => {
    const [server] = started;
    await server?.stop();
    await writeFile(data("data", "PG_VERSION"), "17\n");
    expect(await issueOf(startEmbedded(folder))).toMatchObject({
      code: "database-files-version",
      facts: { found: "17", expected: "18" },
    });
    await writeFile(data("data", "PG_VERSION"), "18\n");
  });
});

describe("a new data folder", () => {
  let place: string;
  beforeEach(async () => {
    place = await emptyFolder();
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  it("is set up once when three want it at the same moment", async () => {
    const all = await Promise.all([1, 2, 3].map(() => startEmbedded(join(place, "new"))));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    for (const server of all) expect(await rows(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    for (const server of all) await server.stop();
  });

  it("is named when it cannot be made", async () => {
    await writeFile(join(place, "file"), "");
    expect(await issueOf(startEmbedded(join(place, "file", "data")))).toMatchObject({
      code: "folder-unusable",
      facts: { folder: join(place, "file", "data") },
    });
  });

  it.runIf(process.platform === "linux")(
    "is named where nothing can be made, and the start ends",
    async () => {
      expect(await issueOf(startEmbedded("/proc/fuseline/data"))).toMatchObject({
        code: "folder-unusable",
        facts: { folder: "/proc/fuseline/data" },
      });
    },
  );

  it.runIf(asRoot)("when root starts it, is refused under a closed folder, which is named", async () => {
    const home = join(place, "home");
    await mkdir(home, { mode: 0o700 });
    expect(await issueOf(startEmbedded(join(home, "data")))).toMatchObject({
      code: "folder-closed",
      facts: { closed: home, user: 65_534 },
    });
  });

  it.runIf(asRoot)(
    "when root starts it, gets a copy of the programs when the installed ones cannot be reached",
    async () => {
      const installed = await findBinaries(place, { id: null });
      const home = join(place, "home");
      await mkdir(home, { mode: 0o700 });
      const hidden = { id: { uid: 65_534, gid: 65_534 } };
      expect(await closedFolder(join(home), hidden)).toBe(home);
      expect(await closedFolder(place, hidden)).toBeNull();
      // A user that passes nowhere stands for a clone under a closed home.
      const { postgres, initdb } = await findBinaries(place, hidden, async () => "closed");
      expect(postgres).toContain(`programs-${installed.version}`);
      expect(await closedFolder(postgres, hidden)).toBeNull();
      expect((await stat(initdb)).mode & 0o111).toBe(0o111);
      expect(serverUser()).toEqual(hidden);
    },
  );
});
