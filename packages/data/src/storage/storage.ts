/**
 * The data folder: content-addressed blobs, results of steps, arrays of encoders and checkpoints. Several processes
 * share it: every file appears whole by a rename and is never changed afterwards, so no lock is needed.
 */
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Arrays } from "./arrays.ts";
import { Blobs } from "./blobs.ts";
import { Checkpoints } from "./checkpoints.ts";
import { errorCode } from "./error-code.ts";
import { type Evicted, type EvictionPolicy, evict } from "./evict.ts";
import { Results } from "./results.ts";

/** Unfinished files older than this were left by a process that died. */
const STALE_MILLISECONDS = 24 * 60 * 60 * 1000;

export class Storage extends Blobs {
  readonly results: Results;
  readonly arrays: Arrays;
  readonly checkpoints: Checkpoints;

  private constructor(
    readonly folder: string,
    temporary: string,
  ) {
    super(join(folder, "blobs"), temporary);
    this.results = new Results(join(folder, "results"), temporary);
    this.arrays = new Arrays(join(folder, "arrays"), temporary);
    this.checkpoints = new Checkpoints(join(folder, "checkpoints"), temporary);
  }

  static async open(folder: string): Promise<Storage> {
    for (const part of ["blobs", "results", "arrays", "checkpoints", "unfinished"]) {
      await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
    }
    const temporary = join(folder, "unfinished");
    await removeStale(temporary);
    return new Storage(folder, temporary);
  }

  /** Drops re-makeable results and arrays, least recently used first, until they fit the quota. */
  evict(policy: EvictionPolicy): Promise<Evicted> {
    return evict({ arrays: this.arrays, results: this.results }, policy);
  }
}

async function removeStale(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const path = join(temporary, name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > STALE_MILLISECONDS) await rm(path, { force: true });
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }
}
