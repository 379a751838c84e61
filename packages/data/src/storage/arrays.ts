/** Stores the arrays that encode steps compute, one bundle per content key; they can always be made again. */
import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ArraySpec, layOut, type PlacedArray, rowBytes, type TypedArray } from "./array-format.ts";
import { ArrayReader } from "./array-reader.ts";
import { asDiskFull, writeFully } from "./atomic-write.ts";
import { errorCode } from "./error-code.ts";
import { checkKey } from "./keys.ts";
import { type ResultEntry, sizeAndUse } from "./results.ts";

export interface NamedArray extends ArraySpec {
  readonly data: TypedArray;
}

/** Fills a bundle row by row; nothing is visible under the key until `finish`. */
export class ArrayWriter {
  constructor(
    private readonly file: FileHandle,
    private readonly places: { readonly temporary: string; readonly target: string },
    private readonly layout: { readonly arrays: readonly PlacedArray[]; readonly total: number },
  ) {}

  /** Writes whole rows starting at `fromRow`. Rows may come in any order. */
  async write(name: string, fromRow: number, data: TypedArray): Promise<void> {
    const spec = this.layout.arrays.find((array) => array.name === name);
    if (spec === undefined) throw new RangeError(`no array "${name}" in this bundle`);
    const start = fromRow * rowBytes(spec);
    if (start < 0 || start + data.byteLength > spec.bytes)
      throw new RangeError(`rows from ${fromRow} do not fit "${name}"`);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    try {
      await writeFully(this.file, bytes, spec.offset + start);
    } catch (error) {
      throw asDiskFull(error, { path: this.places.temporary, needed: this.layout.total });
    }
  }

  async finish(): Promise<void> {
    try {
      await this.file.sync();
      await this.file.close();
      await mkdir(dirname(this.places.target), { recursive: true });
      await rename(this.places.temporary, this.places.target);
    } catch (error) {
      await rm(this.places.temporary, { force: true });
      throw asDiskFull(error, { path: this.places.temporary, needed: this.layout.total });
    }
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    await this.file.close();
    await rm(this.places.temporary, { force: true });
  }
}

export class Arrays {
  constructor(
    private readonly folder: string,
    private readonly temporary: string,
  ) {}

  private path(key: string): string {
    checkKey(key);
    return join(this.folder, key.slice(0, 2), `${key}.arrays`);
  }

  async create(key: string, specs: readonly ArraySpec[]): Promise<ArrayWriter> {
    const { header, arrays, total } = layOut(specs);
    const temporary = join(this.temporary, `${process.pid}-${randomUUID()}`);
    const file = await open(temporary, "wx", 0o600);
    const writer = new ArrayWriter(file, { temporary, target: this.path(key) }, { arrays, total });
    try {
      await file.truncate(total);
      await writeFully(file, header, 0);
      return writer;
    } catch (error) {
      await writer.abort();
      throw asDiskFull(error, { path: temporary, needed: total });
    }
  }

  async put(key: string, arrays: readonly NamedArray[]): Promise<void> {
    const writer = await this.create(key, arrays);
    try {
      for (const array of arrays) await writer.write(array.name, 0, array.data);
    } catch (error) {
      await writer.abort();
      throw error;
    }
    await writer.finish();
  }

  /** Null when the arrays are not there (never made, evicted or damaged). Close the reader after use. */
  async open(key: string): Promise<ArrayReader | null> {
    const path = this.path(key);
    try {
      const reader = await ArrayReader.open(path);
      const now = new Date();
      await utimes(path, now, now);
      return reader;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    }
  }

  async has(key: string): Promise<boolean> {
    return (await sizeAndUse(this.path(key))) !== null;
  }

  async list(): Promise<readonly ResultEntry[]> {
    const entries: ResultEntry[] = [];
    for (const name of await readdir(this.folder, { recursive: true })) {
      if (!name.endsWith(".arrays")) continue;
      const seen = await sizeAndUse(join(this.folder, name));
      if (seen !== null) entries.push({ key: name.slice(3, -7), ...seen });
    }
    return entries;
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }
}
