/** The built-in database: a real PostgreSQL in the data folder, started with Fuseline and stopped with it. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { problem } from "../issue.ts";
import { findBinaries } from "./binaries.ts";
import { type Cluster, openCluster, readOr } from "./cluster.ts";
import { makeDataFolder } from "./data-folder.ts";
import { birthOf, isAlive, waitUntil } from "./processes.ts";
import { addressOf, ensureServer, type RunningServer } from "./server.ts";
import { closedFolder, serverUser } from "./server-user.ts";

export interface EmbeddedDatabase {
  /** Address with the password in it: hand it over, never print it. */
  readonly url: string;
  readonly port: number;
  /** `started` here, `adopted` after its owner died, or `shared` with a living owner, who will stop it. */
  readonly how: "started" | "adopted" | "shared";
  /** Ends the server cleanly, unless it belongs to another living process. */
  stop(): Promise<void>;
}

const DATABASE = "fuseline";

/**
 * @param dataDir Folder of everything Fuseline keeps; made when missing.
 * @throws {UserError} naming the folder, when it cannot be used or was written by another version.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const user = serverUser();
  const home = join(dataDir, "postgres");
  await makeDataFolder(dataDir);
  await makeDataFolder(home);
  const closed = await closedFolder(home, user);
  if (closed !== null && user.id) throw problem("folder-closed", { folder: home, closed, user: user.id.uid });
  const binaries = await findBinaries(home, user);
  const cluster = await openCluster(home, binaries, user);
  const server = await ensureServer({ cluster, binaries, user });
  const how = await ownership(cluster, server);
  await createDatabase(server.url);
  return {
    url: addressOf(cluster, server.port, DATABASE),
    port: server.port,
    how,
    stop: async () => {
      if (how !== "shared") await stop(server.pid);
    },
  };
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Two processes at once: the other one made it.
    if (!(error instanceof pg.DatabaseError) || !["42P04", "23505"].includes(error.code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

async function ownership(cluster: Cluster, server: RunningServer): Promise<EmbeddedDatabase["how"]> {
  if (server.found && (await hasLivingOwner(cluster))) return "shared";
  const owner = { pid: process.pid, birth: await birthOf(process.pid) };
  await writeFile(cluster.ownerFile, JSON.stringify(owner));
  return server.found ? "adopted" : "started";
}

async function hasLivingOwner({ ownerFile }: Cluster): Promise<boolean> {
  const text = await readOr(ownerFile);
  if (text === null) return false;
  const { pid, birth } = JSON.parse(text) as { pid: number; birth: string };
  return isAlive(pid) && (await birthOf(pid)) === birth;
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written, the next start needs no recovery. */
async function stop(pid: number): Promise<void> {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  const ended = await waitUntil(() => !isAlive(pid), 20_000);
  // Immediate shutdown: the next start recovers from the log.
  if (!ended) process.kill(pid, "SIGQUIT");
}
