/** Writes safetensors files, piece by piece, so that no second copy of the weights is needed. */
import { bytesOf, type ElementType } from "./element-type.ts";
import { LENGTH_BYTES, METADATA } from "./header.ts";

export interface WrittenTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little-endian numbers one after another. */
  readonly bytes: Uint8Array;
}

/**
 * The pieces of the file in order: header, then the tensors by the size of their numbers and by name, so that every
 * tensor begins at a multiple of that size. Equal tensors give equal bytes.
 * @throws Error for a name given twice, or bytes that do not fit the dimensions
 */
export function* safetensorsPieces(
  tensors: readonly WrittenTensor[],
  metadata: { readonly [key: string]: string } = {},
): Generator<Uint8Array> {
  const inOrder = [...tensors].sort(
    (a, b) => bytesOf(b.type) - bytesOf(a.type) || (a.name < b.name ? -1 : 1),
  );
  yield headerBytes(inOrder, metadata);
  for (const { bytes } of inOrder) yield bytes;
}

function headerBytes(
  tensors: readonly WrittenTensor[],
  metadata: { readonly [key: string]: string },
): Uint8Array {
  const entries = new Map<string, object>();
  if (Object.keys(metadata).length > 0) entries.set(METADATA, metadata);
  let at = 0;
  for (const { name, type, dims, bytes } of tensors) {
    if (entries.has(name) || name === METADATA) throw new Error(`The name “${name}” is taken.`);
    const needed = dims.reduce((product, dim) => product * dim, bytesOf(type));
    if (bytes.byteLength !== needed)
      throw new Error(`“${name}” needs ${needed} bytes, got ${bytes.byteLength}.`);
    entries.set(name, { dtype: type, shape: dims, data_offsets: [at, at + needed] });
    at += needed;
  }
  const json = `{${[...entries].map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(",")}}`;
  const text = new TextEncoder().encode(json);
  // Blanks, so that the numbers begin at a multiple of eight.
  const length = Math.ceil(text.byteLength / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, LENGTH_BYTES);
  return bytes;
}
