/** Content-addressed files: a blob is named by the sha256 of its bytes, so writing twice is writing once. */
import { createHash } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type BlobId, Cancelled, type Json } from "@fuseline/schema";
import { writeAtomically, writeFully } from "./atomic-write.ts";
import { errorCode } from "./error-code.ts";
import { checkBlobId } from "./keys.ts";

/** Bytes that may stand in memory at once. */
const SMALL_FILE = 4 * 1024 * 1024;

export interface StoredBlob {
  readonly blob: BlobId;
  readonly bytes: number;
}

export interface PutStreamOptions {
  readonly signal?: AbortSignal;
  /** Called with each chunk's size; may throw to refuse the rest (size caps). */
  readonly onBytes?: (bytes: number) => void;
  /** Total size if known, for the message when the disk is full. */
  readonly needed?: number;
}

export class Blobs {
  constructor(
    private readonly blobFolder: string,
    private readonly temporary: string,
  ) {}

  /** Where the bytes are, for libraries that open files by path. Read only. */
  path(blob: BlobId): string {
    checkBlobId(blob);
    return join(this.blobFolder, blob.slice(0, 2), blob.slice(2, 4), blob);
  }

  async has(blob: BlobId): Promise<boolean> {
    return (await this.size(blob)) !== null;
  }

  /** Bytes, or null when the blob is not here. */
  async size(blob: BlobId): Promise<number | null> {
    try {
      return (await stat(this.path(blob))).size;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    }
  }

  async putBytes(bytes: Uint8Array): Promise<BlobId> {
    const blob = createHash("sha256").update(bytes).digest("hex");
    if ((await this.size(blob)) === bytes.byteLength) return blob;
    await writeAtomically({
      temporary: this.temporary,
      target: this.path(blob),
      needed: bytes.byteLength,
      keepExisting: true,
      fill: (file) => writeFully(file, bytes),
    });
    return blob;
  }

  async putStream(readable: Readable, options: PutStreamOptions = {}): Promise<StoredBlob> {
    const hash = createHash("sha256");
    let bytes = 0;
    let blob = "";
    const stop = (): void => {
      readable.destroy(new Cancelled());
    };
    options.signal?.addEventListener("abort", stop, { once: true });
    // A stream may fail before it is read; the loop below meets that error, and no one else must.
    readable.on("error", () => undefined);
    try {
      await writeAtomically({
        temporary: this.temporary,
        target: () => this.path(blob),
        needed: options.needed ?? null,
        keepExisting: true,
        fill: async (file) => {
          if (options.signal?.aborted) throw new Cancelled();
          for await (const chunk of readable) {
            const part: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
            options.onBytes?.(part.byteLength);
            hash.update(part);
            bytes += part.byteLength;
            await writeFully(file, part);
          }
          blob = hash.digest("hex");
        },
      });
    } finally {
      options.signal?.removeEventListener("abort", stop);
      readable.destroy();
    }
    return { blob, bytes };
  }

  /** A small file is hashed first, so that one that is here already is not written again. */
  async putFile(path: string, options: PutStreamOptions = {}): Promise<StoredBlob> {
    const { size } = await stat(path);
    if (size <= SMALL_FILE) {
      const bytes = await readFile(path);
      options.onBytes?.(bytes.byteLength);
      return { blob: await this.putBytes(bytes), bytes: bytes.byteLength };
    }
    return this.putStream(createReadStream(path), options);
  }

  /** Keys are written in the order given: equal values must be built in equal order to share a blob. */
  putJson(value: unknown): Promise<BlobId> {
    return this.putBytes(Buffer.from(JSON.stringify(value)));
  }

  readBytes(blob: BlobId): Promise<Buffer> {
    return readFile(this.path(blob));
  }

  async readJson(blob: BlobId): Promise<Json> {
    return JSON.parse((await this.readBytes(blob)).toString("utf8"));
  }

  createReadStream(blob: BlobId, range: { readonly start?: number; readonly end?: number } = {}): ReadStream {
    return createReadStream(this.path(blob), range);
  }
}
