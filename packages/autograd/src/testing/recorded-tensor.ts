/** Tensors as they are recorded in JSON: numbers, with texts for those that JSON does not know. */
import { allocate, type DType, type TensorArray, type TensorData } from "../ir/tensor.ts";

export interface RecordedTensor {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: readonly (number | "nan" | "inf" | "-inf")[];
}

export function tensorOf({ dtype, dims, data }: RecordedTensor): TensorData {
  const numbers = numbersOf({ dtype: "float64", data });
  const array = allocate(dtype, numbers.length);
  numbers.forEach((number, i) => {
    if (array instanceof BigInt64Array) array[i] = BigInt(number);
    else array[i] = dtype === "float16" ? halfBits(number) : number;
  });
  return { dtype, dims, data: array };
}

/** Plain numbers, of a recorded tensor or of one that the runtime gave. */
export function numbersOf(tensor: {
  readonly dtype: DType;
  readonly data: TensorArray | RecordedTensor["data"];
}): number[] {
  const entries: (number | bigint | string)[] = [...tensor.data];
  const bits = tensor.dtype === "float16" && tensor.data instanceof Uint16Array;
  return entries.map((entry) => {
    if (typeof entry === "string") return Number(entry.replace("inf", "Infinity"));
    return bits ? halfNumber(Number(entry)) : Number(entry);
  });
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function halfNumber(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Of a number that binary16 holds exactly, as the recorded ones do. */
function halfBits(number: number): number {
  const sign = number < 0 || Object.is(number, -0) ? 0x8000 : 0;
  const size = Math.abs(number);
  if (Number.isNaN(size)) return 0x7e00;
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(size || 2 ** -24)), -14);
  const fraction = Math.round(size / 2 ** (exponent - 10));
  // Numbers below 2⁻¹⁴ have no hidden leading bit and the exponent 0.
  return sign | (fraction < 1024 ? fraction : ((exponent + 15) << 10) | (fraction - 1024));
}
