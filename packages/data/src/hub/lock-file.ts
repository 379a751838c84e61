/** `models.lock.json`: which commit a name stood for, and the sha256 of every file that was ever used. */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { userError } from "../issues.ts";
import { errorCode } from "../storage/error-code.ts";
import { exclusively } from "./exclusive.ts";

export interface PinnedFile {
  readonly bytes: number;
  readonly sha256: string;
}

const pinnedFile = z.object({ bytes: z.number(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const lockSchema = z.object({
  version: z.literal(1),
  models: z.record(
    z.string(),
    z.object({
      /** Name asked for → revision used: a commit, or the name itself where the endpoint gives no commits. */
      revisions: z.record(z.string(), z.string()),
      /** Revision → path → hash; null for a file that the hub does not have. */
      files: z.record(z.string(), z.record(z.string(), pinnedFile.nullable())),
    }),
  ),
});
type Lock = z.infer<typeof lockSchema>;

export class LockFile {
  readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, "models.lock.json");
  }

  async pinnedRevision(id: string, asked: string): Promise<string | null> {
    return (await this.#read()).models[id]?.revisions[asked] ?? null;
  }

  /** The pinned hash; null when the hub is known not to have the file; undefined when nothing is known. */
  async pinnedFile(
    { id, revision }: { id: string; revision: string },
    path: string,
  ): Promise<PinnedFile | null | undefined> {
    return (await this.#read()).models[id]?.files[revision]?.[path];
  }

  pinRevision(id: string, asked: string, used: string): Promise<void> {
    return this.#change(id, (model) => {
      model.revisions[asked] ??= used;
    });
  }

  /** Writes a hash down; one that is there already stays. */
  pinFile(
    { id, revision }: { id: string; revision: string },
    path: string,
    file: PinnedFile | null,
  ): Promise<void> {
    return this.#change(id, (model) => {
      const files = model.files[revision] ?? {};
      model.files[revision] = { ...files, [path]: files[path] ?? file };
    });
  }

  async #change(id: string, change: (model: Lock["models"][string]) => void): Promise<void> {
    await exclusively(`${this.path}.lock`, async () => {
      const lock = await this.#read();
      const model = lock.models[id] ?? { revisions: {}, files: {} };
      lock.models[id] = model;
      change(model);
      const temporary = `${this.path}.${randomUUID()}`;
      await mkdir(dirname(this.path), { recursive: true });
      await writeFile(temporary, `${JSON.stringify(lock, null, 2)}\n`, { mode: 0o600 });
      await rename(temporary, this.path);
    });
  }

  async #read(): Promise<Lock> {
    let text: string;
    try {
      text = await readFile(this.path, "utf8");
    } catch (error) {
      if (errorCode(error) === "ENOENT") return { version: 1, models: {} };
      throw error;
    }
    const parsed = lockSchema.safeParse(parseJson(text));
    if (!parsed.success) throw userError({ code: "lock-unreadable", facts: { path: this.path } });
    return parsed.data;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
