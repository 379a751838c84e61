/**
 * The header of a safetensors file (github.com/huggingface/safetensors): 8 bytes with its length, then JSON that names
 * every tensor with its type, dimensions and place. Nothing of a file is believed before it has been checked.
 */
import { bytesOf, type ElementType, isElementType } from "./element-type.ts";

export interface TensorEntry {
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Bytes [start, end) of the file. */
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

export const LENGTH_BYTES = 8;
/** As in the reference implementation. */
const LONGEST_HEADER = 100_000_000;
const OPENING_BRACE = 0x7b;
const MOST_AXES = 64;
export const METADATA = "__metadata__";

/** How long the JSON is. @param first the first 8 bytes @param size bytes of the whole file @throws Error */
export function headerLength(first: Uint8Array, size: number): number {
  if (first.byteLength < LENGTH_BYTES) throw new Error("The file is shorter than the length of its header.");
  const length = new DataView(first.buffer, first.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER)) throw new Error(`A header of ${length} bytes is not believable.`);
  if (Number(length) + LENGTH_BYTES > size) throw new Error("The file ends inside its header.");
  return Number(length);
}

/**
 * Reads and checks the JSON: known types, sizes that fit dimensions, and tensors that lie one after the other from the
 * end of the header to the end of the file, so that none overlap and nothing is hidden between them.
 * @param size bytes of the whole file
 * @throws Error that says which tensor is wrong
 */
export function parseHeader(json: Uint8Array, size: number): SafetensorsHeader {
  if (json[0] !== OPENING_BRACE) throw new Error("The header does not begin as JSON.");
  const dataStart = LENGTH_BYTES + json.byteLength;
  const metadata = new Map<string, string>();
  const tensors = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(parseObject(json))) {
    if (name === METADATA) readMetadata(value, metadata);
    else tensors.set(name, readEntry(name, value, dataStart));
  }
  checkPlaces(tensors, { dataStart, size });
  return { tensors, metadata };
}

function parseObject(json: Uint8Array): object {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(json);
  const parsed: unknown = JSON.parse(text);
  if (!isObject(parsed)) throw new Error("The header is not a JSON object.");
  return parsed;
}

function readMetadata(value: unknown, into: Map<string, string>): void {
  if (!isObject(value)) throw new Error("The metadata are not an object.");
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") throw new Error(`The metadata “${key}” are not text.`);
    into.set(key, text);
  }
}

function readEntry(name: string, value: unknown, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
  if (typeof dtype !== "string" || !isElementType(dtype))
    throw new Error(`The tensor “${name}” has the unknown type ${JSON.stringify(dtype) ?? "none"}.`);
  if (!isCounts(shape) || shape.length > MOST_AXES)
    throw new Error(`The dimensions of “${name}” are not counts.`);
  if (!isCounts(offsets) || offsets.length !== 2)
    throw new Error(`The place of “${name}” is not a pair of offsets.`);
  const [from = 0, to = 0] = offsets;
  const needed = shape.reduce((product, dim) => product * dim, bytesOf(dtype));
  if (to - from !== needed) {
    throw new Error(`“${name}” needs ${needed} bytes for [${shape.join(", ")}], its place has ${to - from}.`);
  }
  return { type: dtype, dims: shape, start: dataStart + from, end: dataStart + to };
}

/** A name given twice is caught here too: the first place would be a gap. */
function checkPlaces(
  tensors: ReadonlyMap<string, TensorEntry>,
  { dataStart, size }: { readonly dataStart: number; readonly size: number },
): void {
  let at = dataStart;
  const inOrder = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, { start, end }] of inOrder) {
    if (start !== at)
      throw new Error(`“${name}” begins at byte ${start} of the file, where ${at} was expected.`);
    at = end;
  }
  if (at !== size) throw new Error(`The tensors end at byte ${at}, the file at ${size}.`);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}
