/** Reads a TensorProto; numbers held in typed fields are brought into the raw little-endian form. */
import { bytesOf, integerOf, integersOf, textOf } from "./field-value.ts";
import type { OnnxTensor } from "./model.ts";
import { readFields } from "./protobuf-reader.ts";

const STRING = 8;

/** @throws Error for weights kept outside the file */
export function decodeTensor(bytes: Uint8Array): OnnxTensor {
  const dims: number[] = [];
  const strings: Uint8Array[] = [];
  const integers: bigint[] = [];
  const chunks: Uint8Array[] = [];
  let [name, elementType] = ["", 0];
  for (const field of readFields(bytes)) {
    if (field.field === 1) dims.push(...integersOf(field).map(Number));
    else if (field.field === 2) elementType = integerOf(field);
    // int32_data, int64_data, uint64_data
    else if (field.field === 5 || field.field === 7 || field.field === 11)
      appendAll(integers, integersOf(field));
    else if (field.field === 6) strings.push(bytesOf(field));
    else if (field.field === 8) name = textOf(field);
    // float_data and double_data are little-endian already, like raw_data
    else if (field.field === 4 || field.field === 9 || field.field === 10) chunks.push(bytesOf(field));
    else if (field.field === 13 || (field.field === 14 && integerOf(field) === 1)) {
      throw new Error(`The weights ${name} are kept in a file of their own, which is not supported.`);
    }
  }
  if (elementType === STRING) return { name, elementType, dims, data: strings };
  const data = integers.length > 0 ? packIntegers(integers, elementType) : join(chunks);
  return { name, elementType, dims, data };
}

/** Spreading a long array into push() would overflow the stack. */
function appendAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}

/** Bytes per number of the element types that int32_data, int64_data and uint64_data serve. */
const WIDTHS = new Map([
  [2, 1],
  [3, 1],
  [4, 2],
  [5, 2],
  [6, 4],
  [7, 8],
  [9, 1],
  [10, 2],
  [12, 4],
  [13, 8],
  [16, 2],
]);

function packIntegers(integers: readonly bigint[], elementType: number): Uint8Array {
  const width = WIDTHS.get(elementType);
  if (width === undefined) throw new Error(`ONNX element type ${elementType} is not supported.`);
  const bytes = new Uint8Array(integers.length * width);
  const view = new DataView(bytes.buffer);
  integers.forEach((integer, i) => {
    if (width === 8) view.setBigInt64(8 * i, integer, true);
    else if (width === 4) view.setInt32(4 * i, Number(BigInt.asIntN(32, integer)), true);
    else if (width === 2) view.setInt16(2 * i, Number(BigInt.asIntN(16, integer)), true);
    else view.setInt8(i, Number(BigInt.asIntN(8, integer)));
  });
  return bytes;
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
