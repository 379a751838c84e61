/** The folder of a PostgreSQL cluster: made once, whole or not at all. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { problem } from "../issue.ts";
import type { Binaries } from "./binaries.ts";
import type { ServerUser } from "./server-user.ts";

export interface Cluster {
  /** PostgreSQL's own files; belongs to the server's user. */
  readonly data: string;
  readonly log: string;
  /** The port it last listened on. */
  readonly portFile: string;
  /** Who started it or took it over. */
  readonly ownerFile: string;
  readonly password: string;
}

export const USER = "fuseline";
/** Milliseconds; making a cluster takes seconds. */
const ABANDONED = 600_000;

/** Opens the cluster in `home`, or makes one there. Two processes may do so at once: the first to finish wins. */
export async function openCluster(home: string, binaries: Binaries, user: ServerUser): Promise<Cluster> {
  const folder = join(home, "cluster");
  if ((await readOr(join(folder, "data", "PG_VERSION"))) === null) await makeCluster(folder, binaries, user);
  const found = (await readOr(join(folder, "data", "PG_VERSION")))?.trim() ?? "?";
  if (found !== binaries.major) {
    throw problem("database-files-version", { folder, found, expected: binaries.major });
  }
  return {
    data: join(folder, "data"),
    log: join(folder, "server.log"),
    portFile: join(folder, "port"),
    ownerFile: join(folder, "owner.json"),
    password: (await readFile(join(folder, "password"), "utf8")).trim(),
  };
}

async function makeCluster(folder: string, binaries: Binaries, user: ServerUser): Promise<void> {
  await sweep(dirname(folder));
  const partial = await mkdtemp(`${folder}.new-`);
  // Others may pass through to the data, nobody may list.
  await chmod(partial, 0o711);
  const data = join(partial, "data");
  const password = randomBytes(32).toString("base64url");
  await mkdir(data, { mode: 0o700 });
  await writeFile(join(partial, "password"), password, { mode: 0o600 });
  // The programs run as another user, who may not read our file.
  const secret = join(partial, "initial-password");
  await writeFile(secret, password, { mode: 0o600 });
  if (user.id) for (const path of [data, secret]) await chown(path, user.id.uid, user.id.gid);
  try {
    await initdb({ binaries, user, data, secret });
    await rm(secret);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process may have made it at the same time; then its cluster is as good.
    if ((await readOr(join(folder, "data", "PG_VERSION"))) === null) throw error;
  }
}

/** Half-made clusters of processes that were killed while making them, long ago. */
async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    const half = name.startsWith("cluster.new-") && Date.now() - (await stat(path)).mtimeMs > ABANDONED;
    if (half) await rm(path, { recursive: true, force: true });
  }
}

interface InitDb {
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly data: string;
  /** File with the password, readable by the server's user. */
  readonly secret: string;
}

/**
 * PostgreSQL's own Unicode collation: order and case of names do not depend on what the machine has installed, so a
 * folder can move between machines.
 */
function initdb({ binaries, user, data, secret }: InitDb): Promise<void> {
  const args = [
    `--pgdata=${data}`,
    `--username=${USER}`,
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      ...user.id,
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      words += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(problem("folder-unusable", { folder: dirname(dirname(data)), reason: lastLine(words) }));
    });
  });
}

/** None of our settings and secrets go to the database's process. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "TMPDIR", "TEMP", "SystemRoot"].filter((name) => process.env[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: "C" };
}

export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}

export async function readOr(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}
