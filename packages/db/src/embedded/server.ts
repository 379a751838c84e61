/** Starts the PostgreSQL of a cluster, or takes over one that is still running there. */
import { spawn } from "node:child_process";
import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { problem } from "../issue.ts";
import type { Binaries } from "./binaries.ts";
import { type Cluster, lastLine, readOr, serverEnvironment, USER } from "./cluster.ts";
import { commandOf, isAlive, waitUntil, workingIn } from "./processes.ts";
import type { ServerUser } from "./server-user.ts";

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** It was running already. */
  readonly found: boolean;
}

export interface ServerParts {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly user: ServerUser;
}

/** Recovery after a crash replays at most `max_wal_size`; on a slow disk that takes a while. */
const READY = 60_000;
const ATTEMPTS = 5;

/**
 * Small and safe. Every commit waits for the disk (`synchronous_commit`, `fsync` stay on): an edit that was saved, and
 * an event whose number somebody has seen, must survive a power cut and kill -9. What is saved instead is memory and
 * processes: no replication, no parallel workers, reads without helper processes.
 */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "48MB",
  huge_pages: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  io_method: "sync",
  max_parallel_workers: "0",
  max_parallel_workers_per_gather: "0",
  jit: "off",
  log_min_messages: "warning",
  log_line_prefix: "%m ",
};

export async function ensureServer(parts: ServerParts): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const running = await findRunning(parts.cluster);
    if (running) return running;
    const started = await start(parts, await choosePort(parts.cluster, attempt > 1));
    if (typeof started !== "string") return started;
    // Another process may have started it, the port may have been taken, or orphans may still hold its memory.
    if (attempt === ATTEMPTS) throw problem("database-start", { log: parts.cluster.log, reason: started });
    await clearOrphans(parts.cluster, started);
  }
}

/** Address of the server, with the password in it: hand it over, never print it. */
export function addressOf({ password }: Cluster, port: number, database = "postgres"): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** A running server that knows our password; a stale `postmaster.pid` is removed. */
async function findRunning(cluster: Cluster): Promise<RunningServer | null> {
  const file = join(cluster.data, "postmaster.pid");
  const lines = (await readOr(file))?.split("\n");
  if (!lines) return null;
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const command = await commandOf(pid);
  if (command === null || !command.includes("postgres") || !command.includes(cluster.data)) {
    // The number was given to another program since (usual in containers): PostgreSQL would wait for it for ever.
    await rm(file, { force: true });
    return null;
  }
  const url = addressOf(cluster, port);
  const answered = await waitUntil(async () => !isAlive(pid) || (await answers(url)), READY);
  if (!isAlive(pid)) return null;
  if (!answered)
    throw problem("database-start", { log: cluster.log, reason: `process ${pid} does not answer` });
  return { pid, port, url, found: true };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The running server, or the last words of one that did not start. */
async function start(
  { cluster, binaries, user }: ServerParts,
  port: number,
): Promise<RunningServer | string> {
  const { size } = await stat(cluster.log).catch(() => ({ size: 0 }));
  const log = await open(cluster.log, size > 5_000_000 ? "w" : "a", 0o600);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binaries.postgres, ["-D", cluster.data, "-p", String(port), ...settings], {
    ...user.id,
    cwd: "/",
    env: serverEnvironment(),
    // Its own session: Ctrl-C reaches us alone, and we stop it when everything that uses it has ended.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  try {
    const failure = await new Promise<string | null>((resolve) => {
      child.once("error", ({ message }) => resolve(message));
      child.once("spawn", () => resolve(null));
    });
    if (failure !== null || child.pid === undefined) return failure ?? "no process";
    child.unref();
    const url = addressOf(cluster, port);
    const ready = await waitUntil(async () => child.exitCode !== null || (await answers(url)), READY);
    if (child.exitCode === null && ready) {
      await writeFile(cluster.portFile, String(port));
      return { pid: child.pid, port, url, found: false };
    }
    const { buffer } = await tail(cluster.log);
    return reasonIn(buffer);
  } finally {
    await log.close();
  }
}

/** PostgreSQL writes why as FATAL, and a hint after it. */
function reasonIn(words: string): string {
  const fatal = words.split("\n").findLast((line) => /FATAL|PANIC|error while loading/.test(line));
  return (fatal ?? lastLine(words)).replace(/^.*?(FATAL|PANIC):\s*/, "");
}

async function tail(path: string): Promise<{ buffer: string }> {
  return { buffer: (await readFile(path, "utf8").catch(() => "")).slice(-4_000) };
}

/**
 * After kill -9 of the main process its children hold the shared memory until they notice. Those that work in this
 * cluster's folder are ended; their data is safe, since recovery starts from the log on disk.
 */
async function clearOrphans({ data }: Cluster, reason: string): Promise<void> {
  if (!/shared memory/.test(reason)) return;
  await waitUntil(async () => {
    const orphans = await workingIn(data);
    for (const pid of orphans) process.kill(pid, "SIGKILL");
    return orphans.length === 0;
  }, 5_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** The port it had before, if that is free; else any free one. */
async function choosePort({ portFile }: Cluster, another: boolean): Promise<number> {
  const before = Number((await readOr(portFile)) ?? 0);
  if (!another && before > 0 && (await listen(before)) !== null) return before;
  const port = await listen(0);
  if (port === null) throw problem("database-start", { log: portFile, reason: "no free port on 127.0.0.1" });
  return port;
}

function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}
