/** What is known of a tensor before it exists (element type and dimensions), and tensors known in full. */

export const DTYPES = ["float32", "float64", "float16", "int64", "int32", "int8", "uint8", "bool"] as const;
export type DType = (typeof DTYPES)[number];

/** A size, or a symbol for one only known when the model runs: `"batch"`, or a multiple of it: `"65*batch"`. */
export type Dim = number | string;
export type Dims = readonly Dim[];

export interface TensorType {
  readonly dtype: DType;
  readonly dims: Dims;
  /** For small integer vectors (shapes, axes): what they hold, as far as it is known while building. */
  readonly contents?: Dims;
}

export type TensorArray =
  | Float32Array
  | Float64Array
  | Uint16Array
  | BigInt64Array
  | Int32Array
  | Int8Array
  | Uint8Array;

/** A tensor known in full. float16 is held as its bits, bool as 0 and 1. */
export interface TensorData {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: TensorArray;
}

export function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64" || dtype === "float16";
}

/** Zeros of the array class that holds `dtype`. */
export function allocate(dtype: DType, size: number): TensorArray {
  switch (dtype) {
    case "float32":
      return new Float32Array(size);
    case "float64":
      return new Float64Array(size);
    case "float16":
      return new Uint16Array(size);
    case "int64":
      return new BigInt64Array(size);
    case "int32":
      return new Int32Array(size);
    case "int8":
      return new Int8Array(size);
    case "uint8":
    case "bool":
      return new Uint8Array(size);
  }
}

/** Plain numbers as a tensor of the wanted type. float16 is refused: constants are never written in it. */
export function toTensorData(numbers: ArrayLike<number>, dims: readonly number[], dtype: DType): TensorData {
  if (dtype === "float16")
    throw new Error("Constants cannot be written as float16; cast a float32 constant.");
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size !== numbers.length) {
    throw new Error(
      `A constant of dimensions [${dims.join(", ")}] needs ${size} numbers, got ${numbers.length}.`,
    );
  }
  const data = allocate(dtype, size);
  if (data instanceof BigInt64Array) {
    for (let i = 0; i < size; i++) data[i] = BigInt(numbers[i] ?? 0);
  } else {
    data.set(numbers);
  }
  return { dtype, dims, data };
}

/** The numbers of a tensor as plain JavaScript numbers. */
export function toNumbers(tensor: TensorData): number[] {
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number);
}
