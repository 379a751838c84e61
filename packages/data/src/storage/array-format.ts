/** Layout of a bundle of named arrays in one file: a header, then each array at a 64-byte boundary. */
import type { DType } from "@fuseline/schema";

export type TypedArray = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;

export interface ArraySpec {
  readonly name: string;
  readonly dtype: DType;
  /** First dimension: rows. */
  readonly shape: readonly number[];
}

export interface PlacedArray extends ArraySpec {
  /** Byte where the array starts in the file. */
  readonly offset: number;
  readonly bytes: number;
}

export const MAGIC = "FLARRAY1";
const ALIGNMENT = 64;
const BYTES: { readonly [D in DType]: number } = {
  float32: 4,
  float64: 8,
  int64: 8,
  int32: 4,
  bool: 1,
  uint8: 1,
};

export function elementsPerRow(spec: ArraySpec): number {
  return spec.shape.slice(1).reduce((product, size) => product * size, 1);
}

export function rowBytes(spec: ArraySpec): number {
  return elementsPerRow(spec) * BYTES[spec.dtype];
}

/** A view of the right type over bytes; the bytes must start at an aligned offset. */
export function viewAs(dtype: DType, bytes: Uint8Array): TypedArray {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (dtype) {
    case "float32":
      return new Float32Array(buffer, byteOffset, byteLength / 4);
    case "float64":
      return new Float64Array(buffer, byteOffset, byteLength / 8);
    case "int64":
      return new BigInt64Array(buffer, byteOffset, byteLength / 8);
    case "int32":
      return new Int32Array(buffer, byteOffset, byteLength / 4);
    case "bool":
    case "uint8":
      return new Uint8Array(buffer, byteOffset, byteLength);
  }
}

/** Header bytes (magic, uint32 LE length, JSON, padding) and where everything lies. */
export function layOut(specs: readonly ArraySpec[]): {
  header: Buffer;
  arrays: readonly PlacedArray[];
  total: number;
} {
  // Offsets are relative to the end of the header, whose own length depends on their digits.
  const arrays: PlacedArray[] = [];
  let offset = 0;
  for (const spec of specs) {
    const bytes = (spec.shape[0] ?? 1) * rowBytes(spec);
    arrays.push({ name: spec.name, dtype: spec.dtype, shape: spec.shape, offset, bytes });
    offset = alignUp(offset + bytes);
  }
  const json = Buffer.from(JSON.stringify({ arrays, bytes: offset }));
  const header = Buffer.alloc(alignUp(MAGIC.length + 4 + json.byteLength));
  header.write(MAGIC, "latin1");
  header.writeUInt32LE(json.byteLength, MAGIC.length);
  json.copy(header, MAGIC.length + 4);
  const start = header.byteLength;
  return {
    header,
    arrays: arrays.map((array) => ({ ...array, offset: array.offset + start })),
    total: start + offset,
  };
}

/** The inverse of `layOut`, given the first bytes of the file; null when it is not such a file. */
export function readLayout(json: Buffer): { arrays: readonly PlacedArray[]; total: number } {
  const start = alignUp(MAGIC.length + 4 + json.byteLength);
  const header: { arrays: readonly PlacedArray[]; bytes: number } = JSON.parse(json.toString("utf8"));
  return {
    arrays: header.arrays.map((array) => ({ ...array, offset: array.offset + start })),
    total: start + header.bytes,
  };
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
