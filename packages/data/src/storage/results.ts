/** What each step left, by content key: a small JSON file written after the blobs that it names. */
import { readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Issue, Json, MetricNumber, StepOutputs } from "@fuseline/schema";
import { writeAtomically, writeFully } from "./atomic-write.ts";
import { errorCode } from "./error-code.ts";
import { checkKey } from "./keys.ts";

export interface StepResult {
  readonly outputs: StepOutputs;
  /** The run that made it, shown when another run reuses it. */
  readonly runId: string;
  readonly seconds: number;
  /** Warnings and hints, repeated when the step is reused. */
  readonly issues?: readonly Issue[];
  readonly metrics?: { readonly [name: string]: MetricNumber };
  /** Anything else the step wants back with its result (a fitted recipe, a summary). */
  readonly facts?: Json;
}

export interface ResultEntry {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970 of the last use. */
  readonly used: number;
}

export class Results {
  constructor(
    private readonly folder: string,
    private readonly temporary: string,
  ) {}

  private path(key: string): string {
    checkKey(key);
    return join(this.folder, key.slice(0, 2), `${key}.json`);
  }

  /** Null when the step has not been done, or was evicted. Counts as a use. */
  async get(key: string): Promise<StepResult | null> {
    const path = this.path(key);
    try {
      const text = await readFile(path, "utf8");
      const now = new Date();
      await utimes(path, now, now);
      return JSON.parse(text);
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    }
  }

  async put(key: string, result: StepResult): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(result));
    await writeAtomically({
      temporary: this.temporary,
      target: this.path(key),
      needed: bytes.byteLength,
      fill: (file) => writeFully(file, bytes),
    });
  }

  /** Which of these keys are there. */
  async has(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await Promise.all(
      keys.map(async (key) => ((await sizeAndUse(this.path(key))) === null ? null : key)),
    );
    return new Set(found.filter((key) => key !== null));
  }

  async list(): Promise<readonly ResultEntry[]> {
    const entries: ResultEntry[] = [];
    for (const name of await readdir(this.folder, { recursive: true })) {
      if (!name.endsWith(".json")) continue;
      const seen = await sizeAndUse(join(this.folder, name));
      if (seen !== null) entries.push({ key: name.slice(3, -5), ...seen });
    }
    return entries;
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }
}

/** Null when the file is not there: another process may have evicted it a moment ago. */
export async function sizeAndUse(path: string): Promise<{ bytes: number; used: number } | null> {
  try {
    const seen = await stat(path);
    return { bytes: seen.size, used: seen.mtimeMs };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
