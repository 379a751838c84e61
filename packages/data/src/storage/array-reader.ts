/** Reads a stored bundle of arrays whole, by a range of rows, or by chosen rows, without loading the rest. */
import { type FileHandle, open } from "node:fs/promises";
import { MAGIC, type PlacedArray, readLayout, rowBytes, type TypedArray, viewAs } from "./array-format.ts";

const HEADER_LIMIT = 16 * 1024 * 1024;

export class ArrayReader {
  private constructor(
    private readonly file: FileHandle,
    private readonly byName: ReadonlyMap<string, PlacedArray>,
  ) {}

  /** Null when the file is not a whole bundle. Errors of the file system pass through. */
  static async open(path: string): Promise<ArrayReader | null> {
    const file = await open(path, "r");
    try {
      const arrays = await readArrays(file);
      if (arrays !== null) return new ArrayReader(file, new Map(arrays.map((array) => [array.name, array])));
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    return null;
  }

  get arrays(): readonly PlacedArray[] {
    return [...this.byName.values()];
  }

  /** @throws RangeError when there is no array of that name. */
  spec(name: string): PlacedArray {
    const spec = this.byName.get(name);
    if (spec === undefined)
      throw new RangeError(`no array "${name}" among ${[...this.byName.keys()].join(", ")}`);
    return spec;
  }

  async read(name: string): Promise<TypedArray> {
    return this.readRows(name, 0, this.spec(name).shape[0] ?? 1);
  }

  /** Rows from…to−1, laid out as in the file. */
  async readRows(name: string, from: number, to: number): Promise<TypedArray> {
    const spec = this.spec(name);
    const size = rowBytes(spec);
    if (from < 0 || to < from || to > (spec.shape[0] ?? 1))
      throw new RangeError(`rows ${from}…${to} of "${name}"`);
    const bytes = new Uint8Array((to - from) * size);
    await readFully(this.file, bytes, spec.offset + from * size);
    return viewAs(spec.dtype, bytes);
  }

  /** The rows asked for, in that order; neighbouring rows are read together. */
  async gather(name: string, rows: readonly number[]): Promise<TypedArray> {
    const spec = this.spec(name);
    const size = rowBytes(spec);
    const bytes = new Uint8Array(rows.length * size);
    let start = 0;
    while (start < rows.length) {
      const first = rows[start] ?? 0;
      let end = start + 1;
      while (end < rows.length && rows[end] === first + (end - start)) end++;
      if (first < 0 || first + (end - start) > (spec.shape[0] ?? 1))
        throw new RangeError(`row ${first} of "${name}"`);
      await readFully(this.file, bytes.subarray(start * size, end * size), spec.offset + first * size);
      start = end;
    }
    return viewAs(spec.dtype, bytes);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function readArrays(file: FileHandle): Promise<readonly PlacedArray[] | null> {
  const { size } = await file.stat();
  const prefix = Buffer.alloc(MAGIC.length + 4);
  if (size < prefix.byteLength) return null;
  await readFully(file, prefix, 0);
  const length = prefix.readUInt32LE(MAGIC.length);
  if (prefix.toString("latin1", 0, MAGIC.length) !== MAGIC || length > HEADER_LIMIT) return null;
  if (prefix.byteLength + length > size) return null;
  const json = Buffer.alloc(length);
  await readFully(file, json, prefix.byteLength);
  const layout = readLayout(json);
  return layout.total === size ? layout.arrays : null;
}

async function readFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesRead } = await file.read(bytes, done, bytes.byteLength - done, position + done);
    if (bytesRead === 0) throw new RangeError("array file ends too early");
    done += bytesRead;
  }
}
