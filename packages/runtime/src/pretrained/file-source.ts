/** A file on this machine that is read in places, so that large weights need not be in memory whole. */
import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "@fuseline/autograd/safetensors";

export class FileSource implements ByteSource {
  readonly size: number;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  static async open(path: string): Promise<FileSource> {
    const handle = await open(path);
    return new FileSource(handle, (await handle.stat()).size);
  }

  /** @throws Error when the file ends before `end` */
  async read(start: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start);
    for (let done = 0; done < bytes.byteLength; ) {
      const { bytesRead } = await this.#handle.read(bytes, done, bytes.byteLength - done, start + done);
      if (bytesRead === 0) throw new Error(`The file ends at byte ${start + done}, before ${end}.`);
      done += bytesRead;
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
