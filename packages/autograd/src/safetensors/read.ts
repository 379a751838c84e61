/** Reads tensors of a safetensors file one at a time, from any source that can be read in places. */
import { toFloat32 } from "./element-type.ts";
import { headerLength, LENGTH_BYTES, parseHeader, type SafetensorsHeader } from "./header.ts";

/** A file, a blob or bytes in memory. */
export interface ByteSource {
  readonly size: number;
  /** Bytes [start, end). */
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface FloatTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export class Safetensors {
  readonly header: SafetensorsHeader;
  readonly #source: ByteSource;

  private constructor(header: SafetensorsHeader, source: ByteSource) {
    this.header = header;
    this.#source = source;
  }

  /** @throws Error that says what is wrong with the header; no tensor has been read then */
  static async open(source: ByteSource): Promise<Safetensors> {
    const first = await source.read(0, Math.min(LENGTH_BYTES, source.size));
    const length = headerLength(first, source.size);
    const json = await source.read(LENGTH_BYTES, LENGTH_BYTES + length);
    return new Safetensors(parseHeader(json, source.size), source);
  }

  /** @throws Error when there is no such tensor, or it holds no weights */
  async read(name: string): Promise<FloatTensor> {
    const entry = this.header.tensors.get(name);
    if (entry === undefined) throw new Error(`There is no tensor “${name}”.`);
    const bytes = await this.#source.read(entry.start, entry.end);
    return { dims: entry.dims, data: toFloat32(entry.type, bytes) };
  }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.byteLength, read: async (start, end) => bytes.subarray(start, end) };
}
